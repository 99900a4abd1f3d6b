package baton.run;

import static baton.run.Witness.require;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Watches the inputs of a run that are records: they take what was told of them, all inputs of a
 * record together, if it fits; and no older version after a newer one.
 */
final class WitnessedRecords {
  private final Map<String, Long> shown = new HashMap<>();

  void next(RunEvent event, RunState before, RunState after, Run.Decidable command) {
    switch (event) {
      case RunEvent.RunStarted ignored -> goesOn((StartedRun) after);
      case RunEvent.RunMigrated ignored -> goesOn((StartedRun) after);
      case RunEvent.RecordFollowed e ->
          require(
              command instanceof Run.RecordAnswered c
                  && c.type().equals(e.type())
                  && c.id().equals(e.id())
                  && Objects.equals(c.refused(), e.refused()),
              "%s, and the record said %s",
              e,
              command);
      case RunEvent.RecordNoticed e -> {
        noticed(e, (StartedRun) before, (StartedRun) after, command);
        goesOn((StartedRun) after);
      }
      default -> {}
    }
  }

  private static void noticed(
      RunEvent.RecordNoticed e, StartedRun before, StartedRun after, Run.Decidable command) {
    var told =
        switch (command) {
          case Run.NoticeRecord c -> c;
          case Run.RecordAnswered c ->
              new Run.NoticeRecord(c.type(), c.id(), c.version(), c.fields(), null);
          default -> null;
        };
    require(
        told != null
            && e.version() == told.version()
            && (e.type() == null || e.type().equals(told.type()) && told.id().equals(e.id()))
            && (e.fields() == null || e.fields().equals(told.fields())),
        "%s was not told: %s",
        e,
        command);
    if (e.type() == null || e.id() == null) {
      var own = Objects.requireNonNull(before.start().record());
      require(
          own.names(told.type(), told.id()) && e.version() > own.version() && e.fields() != null,
          "%s, and %s was known",
          e,
          own);
      return;
    }
    var known = Objects.requireNonNull(before.followed().get(e.type(), e.id()));
    require(e.version() > known.version(), "%s, and %s was known", e, known);
    var named = known.inputs();
    var inputs = new LinkedHashMap<>(before.start().inputs());
    var value = RunRecord.values(e.type(), e.id(), told.fields());
    named.forEach(input -> inputs.put(input, value));
    var bytes = before.bytes() - bytes(before) + RunValues.bytes(inputs);
    require(
        e.fields() != null == bytes <= RunLimits.RUN_BYTES, "a run of %s bytes by %s", bytes, e);
    require(
        after.start().inputs().equals(e.fields() == null ? before.start().inputs() : inputs)
            && after.bytes() == (e.fields() == null ? before.bytes() : bytes),
        "%s makes inputs of %s bytes",
        e,
        after.bytes());
  }

  private static int bytes(StartedRun run) {
    return RunValues.bytes(run.start().inputs());
  }

  private void goesOn(StartedRun run) {
    for (var input : run.start().inputs().entrySet()) {
      var version = version(input.getValue());
      var last = shown.put(input.getKey(), version);
      require(
          last == null || last <= version,
          "%s shows version %s after %s",
          input.getKey(),
          version,
          last);
    }
  }

  private static long version(JsonNode value) {
    return value.path("Version").asLong();
  }
}
