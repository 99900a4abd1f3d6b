package baton.run;

/** How a started step is carried out. */
public enum StepMode {
  SYNCHRONOUS,
  ASYNCHRONOUS,
  /** Asynchronous, and done when an orchestration event says so. */
  BY_EVENT,
  INTERACTIVE,
  /** By workers outside; its flow is the type of its task. */
  EXTERNAL,
  /** By a run of another orchestration; its flow is the name of that. */
  ORCHESTRATION
}
