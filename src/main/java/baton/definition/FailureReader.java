package baton.definition;

import baton.document.Fields;
import baton.document.Spelling;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what becomes of a step that fails, and of a stage: retries, time-outs and fault paths. */
final class FailureReader {
  static final Duration SHORTEST = Duration.ofMillis(1);
  static final Duration LONGEST = Duration.ofDays(3_650);

  /** Which errors are tried again. */
  private enum Errors {
    TRANSIENT,
    ANY
  }

  private final Reading reading;

  FailureReader(Reading reading) {
    this.reading = reading;
  }

  /** Of a step that works on its own. */
  FailurePolicy ofWork(Fields step, String name, String stage) {
    return new FailurePolicy(
        retry(step), Durations.read(step, "timeout", SHORTEST, LONGEST), path(step, name, stage));
  }

  /** Of a step that a person does: neither hurried nor repeated. */
  FailurePolicy ofPerson(Fields step, String name, String stage) {
    return new FailurePolicy(RetryPolicy.NEVER, null, path(step, name, stage));
  }

  private RetryPolicy retry(Fields step) {
    var node = step.node("retry");
    var usual = RetryPolicy.USUAL;
    var fields =
        node == null
            ? null
            : Fields.of(
                node, "a retry policy", reading.problems(), "attempts", "backoff", "errors");
    if (fields == null) {
      return usual;
    }
    var attempts = fields.wholeNumber("attempts", 1, RetryPolicy.MAX_ATTEMPTS, usual.attempts());
    var any = fields.choice("errors", Errors.class) == Errors.ANY;
    var backoff = fields.text("backoff");
    if (backoff == null) {
      return new RetryPolicy(attempts, usual.first(), usual.longest(), any);
    }
    var ends = backoff.split("\\.\\.", -1);
    var first = Durations.parse(ends[0]);
    var longest = Durations.parse(ends[ends.length - 1]);
    if (ends.length > 2
        || first.isEmpty()
        || longest.isEmpty()
        || first.get().compareTo(SHORTEST) < 0
        || longest.get().compareTo(LONGEST) > 0
        || first.get().compareTo(longest.get()) > 0) {
      fields.error(
          fields.placeOf("backoff"),
          "`backoff` cannot be `" + backoff + "`",
          "Write the first and the longest pause, such as `1s..1m`, or one that stays, such as"
              + " `5s`");
      return usual;
    }
    return new RetryPolicy(attempts, first.get(), longest.get(), any);
  }

  private @Nullable String path(Fields step, String name, String stage) {
    var path = step.text("fault");
    if (path == null || path.equals(FailurePolicy.CONTINUE)) {
      return path;
    }
    var target = reading.outline().steps.get(path);
    if (target == null || !target.stage().equals(stage) || path.equals(name)) {
      step.error(
          step.placeOf("fault"),
          path.equals(name)
              ? "The fault path of `" + name + "` leads back to itself"
              : "There is no step `" + path + "` in this stage",
          Spelling.remedy(path, siblings(name, stage), "")
              + "; or write `continue` to go on as if it had finished");
      return null;
    }
    return path;
  }

  private List<String> siblings(String name, String stage) {
    return reading.outline().steps.values().stream()
        .filter(step -> step.stage().equals(stage) && !step.name().equals(name))
        .map(Outline.Step::name)
        .toList();
  }

  /** When a step starts that fault paths lead to; null where none does. */
  @Nullable StartCondition onFault(Fields step, String name, String stage) {
    var from =
        reading.outline().steps.values().stream()
            .filter(s -> name.equals(s.fault()) && s.stage().equals(stage))
            .map(Outline.Step::name)
            .toList();
    if (from.isEmpty()) {
      return null;
    }
    if (step.has("start")) {
      step.error(
          step.nameOf("start"),
          "The step starts when the fault path of `" + from.getFirst() + "` is taken",
          "Remove `start`, or lead the fault path to another step");
    }
    return new StartCondition.OnFault(from);
  }

  /** The fault path of a stage; null where its error is the error of the run. */
  @Nullable FaultPath ofStage(Fields stage) {
    var written = stage.text("fault");
    if (written == null) {
      return null;
    }
    var target = reading.target(written, stage.placeOf("fault"));
    return target != null || written.equals(Namespace.END) ? new FaultPath(target) : null;
  }

  @Nullable Duration deadline(Fields stage) {
    return Durations.read(stage, "deadline", SHORTEST, LONGEST);
  }
}
