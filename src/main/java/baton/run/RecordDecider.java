package baton.run;

import static baton.run.RunDecision.reject;
import static baton.run.RunDecision.unchanged;

import baton.definition.StartDefinition;
import baton.run.RunDecision.Reason;
import baton.run.RunEvent.RecordFollowed;
import baton.run.RunEvent.RecordNoticed;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides what a change of a record that a run is about, or follows, means for the run. */
final class RecordDecider {
  private RecordDecider() {}

  /** Why a start does not fit how runs of the orchestration begin; null if it does. */
  static @Nullable String misfit(Run.Start command, RunContext context) {
    var name = context.orchestration().name();
    return switch (context.orchestration().start()) {
      case StartDefinition.Autolaunched ignored ->
          command.record() == null ? null : name + " is not started by a change of a record";
      case StartDefinition.OnRecord start ->
          command.record() == null
              ? name
                  + " is started by a change of a "
                  + start.type()
                  + ", not by a submission: change such a record"
              : null;
    };
  }

  /** A version that is not newer than the one known changes nothing. */
  static RunDecision noticed(RunState state, Run.NoticeRecord command, RunContext context) {
    if (!(state instanceof StartedRun run)) {
      return RunDecider.notFound(context);
    }
    var own = run.start().record();
    var about = own != null && own.names(command.type(), command.id());
    var followed = run.followed().get(command.type(), command.id());
    if (!about && followed == null) {
      return reject(
          Reason.WRONG_STATE,
          "run %s does not follow the %s %s"
              .formatted(context.runId(), command.type(), RunValues.brief(command.id())));
    }
    if (run.status().ended()) {
      return RunDecider.wrongState(run, context, "no longer looks at its records");
    }
    var change = new RunChange(context, state);
    return noticed(change, command.type(), command.id(), command.version(), command.fields())
        ? RunDecider.settled(change)
        : unchanged();
  }

  /**
   * Takes a newer version; false where the run knows it already. Values that would make the run too
   * large stay outside, and the inputs as they are.
   */
  private static boolean noticed(
      RunChange change, String type, String id, long version, Map<String, JsonNode> given) {
    var run = change.run();
    var now = change.context().now();
    var fields = RunValues.canonical(given);
    var own = run.start().record();
    var news = own != null && own.names(type, id) && version > own.version();
    if (news) {
      change.emit(new RecordNoticed(version, fields, now, null, null));
    }
    var record = run.followed().get(type, id);
    if (record == null || record.inputs().isEmpty() || !record.news(version)) {
      return news;
    }
    var fits = run.bytes() + record.growth(run.start().inputs(), fields) <= RunLimits.RUN_BYTES;
    change.emit(new RecordNoticed(version, fits ? fields : null, now, type, id));
    return true;
  }

  /**
   * A record has answered whether it tells the run of its changes, and how it is now. An answer to
   * an earlier question may come first; what the later one says of the record counts all the same,
   * because the record takes it for told.
   */
  static RunDecision answered(RunState state, Run.RecordAnswered report, RunContext context) {
    if (!(state instanceof StartedRun run)
        || run.status().ended()
        || !(run.followed().get(report.type(), report.id()) instanceof FollowedRecord record)
        || record.agreed() && report.refused() != null) {
      return unchanged();
    }
    var change = new RunChange(context, state);
    if (!record.agreed()) {
      change.emit(new RecordFollowed(report.type(), report.id(), report.refused(), context.now()));
    }
    if (report.refused() != null) {
      return RunDecider.settled(change);
    }
    return noticed(change, report.type(), report.id(), report.version(), report.fields())
        ? RunDecider.settled(change)
        : change.accepted();
  }
}
