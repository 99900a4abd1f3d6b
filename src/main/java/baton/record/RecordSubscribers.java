package baton.record;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Those who want to know of every change of every record. */
@FunctionalInterface
public interface RecordSubscribers {
  /**
   * Tells one change; done when nothing of it can be lost any more. The changes of one record come
   * one after another, in order, each at least once: after a failure or a crash it comes again.
   *
   * @param watchers the runs that this record tells of its changes
   */
  CompletionStage<Heard> tell(RecordChange change, Set<String> watchers);

  /**
   * What they say to a change.
   *
   * @param watching runs that want to be told of later changes as well
   * @param ended watchers that no longer do
   */
  record Heard(List<String> watching, List<String> ended) {
    public static final Heard NOTHING = new Heard(List.of(), List.of());
  }
}
