package baton.run;

/** The limits of one run, each with its unit. */
public final class RunLimits {
  private RunLimits() {}

  /** Visits of one stage in one run; past it the run is in error: a loop without a way out. */
  public static final int STAGE_VISITS = 1_000;

  /** Bytes of JSON that the inputs and outputs of a run and its steps may have together. */
  public static final int RUN_BYTES = 1024 * 1024;

  /** Bytes of JSON that the inputs of one step may have, and its outputs as well. */
  public static final int STEP_BYTES = 256 * 1024;

  /** Items of a collection that one step fans out over. */
  public static final int FAN_OUT_ITEMS = 10_000;

  /** Runs that may stand above a run, each waiting for the next. */
  public static final int DEPTH = 20;

  /** Ids of orchestration events a run remembers, so that a repeat is harmless. */
  static final int REMEMBERED_EVENTS = 1_000;

  /** Decisions and stages that one pass may walk through without waiting for anything. */
  static final int ELEMENTS_PER_PASS = 1_000;

  /** Synchronous steps that follow each other before others may come in between two stages. */
  static final int SYNCHRONOUS_STEPS = 20;

  /** Commands that one run keeps waiting; past it, it is busy. */
  static final int WAITING_COMMANDS = 1_000;

  /** Times that a definition is asked for on behalf of one command. */
  static final int LOADS_FOR_A_COMMAND = 20;

  /** Characters of the reasons in one answer to why; the details of more are left out. */
  static final int WHY_CHARACTERS = 512 * 1024;

  /** Characters of the words that stand for a reason whose details are left out. */
  static final int WHY_WORDS = 200;

  /** Characters of the id of an orchestration event. */
  public static final int EVENT_ID_CHARACTERS = 200;

  /** Characters of the id of a related record. */
  public static final int RECORD_ID_CHARACTERS = 400;

  /** Characters of a business key, a comment, a reason or a fault. */
  public static final int TEXT_CHARACTERS = 4_000;
}
