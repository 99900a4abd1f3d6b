package baton.app;

import baton.definition.Orchestration;
import baton.definition.Orchestrations;
import baton.definition.StartDefinition;
import baton.expression.ExpressionFailed;
import baton.record.RecordChange;
import baton.record.RecordSubscribers;
import baton.run.RunRecord;
import baton.run.Runs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the runs that a change of a record starts, and tells those that are about the record. Told
 * the same change again, it starts and changes nothing a second time: the key of each run is made
 * of the record's version, and a run knows which version it has seen.
 */
final class RecordFollowers implements RecordSubscribers {
  private static final Logger LOG = LoggerFactory.getLogger(RecordFollowers.class);

  /** Runs that are told of one change at the same time; most are woken by it. */
  private static final int TOLD_AT_ONCE = 100;

  private final Orchestrations orchestrations;
  private final Runs runs;
  private final EntryFlows entry;

  RecordFollowers(Orchestrations orchestrations, Runs runs, EntryFlows entry) {
    this.orchestrations = orchestrations;
    this.runs = runs;
    this.entry = entry;
  }

  @Override
  public CompletionStage<Heard> tell(RecordChange change, Set<String> watchers) {
    if (change.kind() == RecordChange.Kind.DELETED) {
      return CompletableFuture.completedStage(Heard.NOTHING);
    }
    return orchestrations
        .startedBy(change.type())
        .thenCompose(all -> started(change, all))
        .thenCombine(ended(change, watchers), Heard::new);
  }

  private CompletionStage<List<String>> started(RecordChange change, List<Orchestration> all) {
    CompletionStage<List<String>> runIds = CompletableFuture.completedStage(new ArrayList<>());
    for (var orchestration : all) {
      runIds =
          runIds.thenCombine(
              started(change, orchestration),
              (ids, started) -> {
                ids.addAll(started);
                return ids;
              });
    }
    return runIds;
  }

  private CompletionStage<List<String>> started(RecordChange change, Orchestration orchestration) {
    return starts(orchestration, change)
        .thenCompose(starts ->
            starts
                ? runs.submit(submission(orchestration, change))
                    .thenApply(answer ->
                        switch (answer) {
                          case Runs.Answer.Done done -> List.of(done.runId());
                          case Runs.Answer.Refused no -> {
                            warn(orchestration, change, no.detail());
                            yield List.of();
                          }
                        })
                : CompletableFuture.completedStage(List.of()));
  }

  /** A condition without an answer does not hold; asking again would not give one. */
  private CompletionStage<Boolean> starts(Orchestration orchestration, RecordChange change) {
    try {
      if (!(orchestration.start() instanceof StartDefinition.OnRecord start)) {
        return CompletableFuture.completedStage(false);
      }
      var record = record(change);
      return start.starts(trigger(change), record.values(), record.before(), change.at())
          ? entry.holds(orchestration, start, change)
          : CompletableFuture.completedStage(false);
    } catch (ExpressionFailed failed) {
      warn(orchestration, change, failed.getMessage());
      return CompletableFuture.completedStage(false);
    }
  }

  static void warn(Orchestration orchestration, RecordChange change, @Nullable String why) {
    LOG.warn(
        "{}/{} version {} starts no run of {}: {}",
        change.type(),
        change.id(),
        change.version(),
        orchestration.name(),
        why);
  }

  private static StartDefinition.Trigger trigger(RecordChange change) {
    return change.prior() == null
        ? StartDefinition.Trigger.CREATED
        : StartDefinition.Trigger.UPDATED;
  }

  private static Runs.Submission submission(Orchestration orchestration, RecordChange change) {
    return new Runs.Submission(
        orchestration.name(),
        orchestration.version(),
        Map.of(),
        change.id(),
        "record:" + change.type() + "/" + change.id() + "/" + change.version(),
        change.by(),
        record(change));
  }

  static RunRecord record(RecordChange change) {
    return new RunRecord(
        change.type(), change.id(), change.version(), change.fields(), change.prior());
  }

  /** Tells the runs of the newer version, some at once, and finds those that want no more. */
  private CompletionStage<List<String>> ended(RecordChange change, Set<String> watchers) {
    var all = List.copyOf(watchers);
    CompletionStage<List<String>> ended = CompletableFuture.completedStage(new ArrayList<>());
    for (var from = 0; from < all.size(); from += TOLD_AT_ONCE) {
      var some = all.subList(from, Math.min(all.size(), from + TOLD_AT_ONCE));
      ended =
          ended.thenCompose(before ->
              told(change, some)
                  .thenApply(found -> {
                    before.addAll(found);
                    return before;
                  }));
    }
    return ended;
  }

  private CompletionStage<List<String>> told(RecordChange change, List<String> runIds) {
    CompletionStage<List<String>> ended = CompletableFuture.completedStage(new ArrayList<>());
    for (var runId : runIds) {
      ended =
          ended.thenCombine(
              runs.noticeRecord(
                  runId, change.type(), change.id(), change.version(), change.fields()),
              (ids, answer) -> {
                if (answer instanceof Runs.Answer.Refused) {
                  ids.add(runId);
                }
                return ids;
              });
    }
    return ended;
  }
}
