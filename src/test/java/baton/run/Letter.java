package baton.run;

import org.jspecify.annotations.Nullable;

/**
 * A message on its way to a simulated run.
 *
 * @param internal what the actor told itself; null for a command
 * @param life of the actor that an internal message is for
 */
record Letter(
    long number,
    Run.@Nullable Decidable command,
    @Nullable Internal internal,
    int life,
    String from) {
  sealed interface Internal {}

  record Loaded() implements Internal {}

  record ChildEnded(String key, long child) implements Internal {}

  record Match() implements Internal {}

  boolean request() {
    return command instanceof Run.Request;
  }

  boolean report() {
    return command instanceof Run.Report;
  }
}
