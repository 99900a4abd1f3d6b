package baton.app;

import baton.record.RecordChange;
import baton.record.RecordSubscribers;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Subscribers that are known later than the records: until then every change is told again. */
final class LateSubscribers implements RecordSubscribers {
  private volatile RecordSubscribers known =
      (change, watchers) ->
          CompletableFuture.failedStage(new IllegalStateException("the node is starting"));

  void set(RecordSubscribers subscribers) {
    known = subscribers;
  }

  @Override
  public CompletionStage<Heard> tell(RecordChange change, Set<String> watchers) {
    return known.tell(change, watchers);
  }
}
