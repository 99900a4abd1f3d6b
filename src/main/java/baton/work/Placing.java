package baton.work;

import baton.definition.Assignee;
import baton.directory.Directory;
import baton.directory.People;
import baton.work.InboxStore.Entry;
import baton.work.InboxStore.Known;
import baton.work.InboxStore.State;
import baton.work.WorkRouter.Placed;
import baton.work.WorkRouter.Reply;
import baton.work.WorkRouter.Unroutable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The steps that bring one revision of an item before its people.
 *
 * <p>Two revisions may be on their way at once, through different routers. Each says first that it
 * has begun and reads then which holders there are, so a later one sees and corrects what an
 * earlier one wrote; and each looks again at the end: if a later one has begun, it takes back what
 * it opened, with a stamp that the later one's own rows beat.
 */
final class Placing {
  /** Puts an item into the list of one holder: {@link WorkRouter.File} to the holder's router. */
  interface Filing {
    CompletionStage<Void> file(Assignee holder, Entry entry, int knownBucket, long stamp);
  }

  /** Tells people about a new assignment. */
  interface Notices {
    CompletionStage<Void> assigned(WorkItem item, Recipients.Persons to);
  }

  private final InboxStore store;
  private final People people;
  private final Notices notices;
  private final Filing filing;

  Placing(InboxStore store, People people, Notices notices, Filing filing) {
    this.store = store;
    this.people = people;
    this.notices = notices;
    this.filing = filing;
  }

  CompletionStage<Reply> place(WorkItem item) {
    return store
        .known(item.id())
        .thenCombine(people.directory(), (known, directory) -> place(item, known, directory))
        .thenCompose(reply -> reply);
  }

  CompletionStage<Reply> withdraw(WorkItem item) {
    return store
        .known(item.id())
        .thenCompose(known -> isStale(item, known) ? placed(item) : write(item, null));
  }

  private CompletionStage<Reply> place(WorkItem item, Known known, Directory directory) {
    if (isStale(item, known)) {
      return placed(item);
    }
    if (known.notified() >= item.assignment()) {
      return write(item, null);
    }
    return switch (Recipients.of(item.assignee(), directory)) {
      case Recipients.Nobody nobody ->
          CompletableFuture.completedFuture(
              new Unroutable(item.id(), item.revision(), nobody.reason()));
      case Recipients.Persons persons -> write(item, persons);
    };
  }

  private CompletionStage<Reply> write(WorkItem item, Recipients.@Nullable Persons toTell) {
    return store
        .begun(item.id(), item.revision())
        .thenCompose(done -> store.known(item.id()))
        .thenCompose(known -> write(item, known, toTell))
        .thenCompose(done -> settled(item))
        .thenCompose(done -> placed(item));
  }

  private CompletionStage<Void> write(
      WorkItem item, Known known, Recipients.@Nullable Persons toTell) {
    var parts = new ArrayList<CompletionStage<Void>>();
    parts.add(store.writeOfRecord(item.withoutInputs()));
    parts.add(fileAll(item, known));
    if (toTell != null) {
      parts.add(
          notices
              .assigned(item, toTell)
              .thenCompose(done -> store.notified(item.id(), item.assignment())));
    }
    return all(parts);
  }

  private CompletionStage<Void> fileAll(WorkItem item, Known known) {
    var holders = holders(item);
    var parts = new ArrayList<CompletionStage<Void>>();
    for (var holder : holders) {
      parts.add(file(holder, item, known, stateOf(item), false));
    }
    for (var former : known.buckets().keySet()) {
      if (!holders.contains(former)) {
        parts.add(file(former, item, known, State.MOVED, false));
      }
    }
    return all(parts);
  }

  /** Takes back what this revision opened if a later one has begun in the meantime. */
  private CompletionStage<Void> settled(WorkItem item) {
    return store
        .known(item.id())
        .thenCompose(known -> {
          var parts = new ArrayList<CompletionStage<Void>>();
          if (isStale(item, known) && item.status().open()) {
            holders(item)
                .forEach(holder -> parts.add(file(holder, item, known, State.MOVED, true)));
          }
          return all(parts);
        });
  }

  private CompletionStage<Void> file(
      Assignee holder, WorkItem item, Known known, State state, boolean correction) {
    return filing.file(
        holder,
        new Entry(state, item.withoutInputs()),
        known.buckets().getOrDefault(holder, WorkRouter.NO_BUCKET),
        InboxStore.stamp(item.revision(), correction));
  }

  /** Whoever did it finds it among what they did. */
  private static Set<Assignee> holders(WorkItem item) {
    var holders = new LinkedHashSet<Assignee>();
    holders.add(item.assignee());
    if (item.claimedBy() != null) {
      holders.add(new Assignee(Assignee.Kind.USER, item.claimedBy()));
    }
    if (item.completedBy() != null) {
      holders.add(new Assignee(Assignee.Kind.USER, item.completedBy()));
    }
    return holders;
  }

  private static State stateOf(WorkItem item) {
    if (!item.status().open()) {
      return State.CLOSED;
    }
    return item.claimedBy() == null ? State.OPEN : State.CLAIMED;
  }

  private static boolean isStale(WorkItem item, Known known) {
    return known.revision() > item.revision();
  }

  private static CompletionStage<Reply> placed(WorkItem item) {
    return CompletableFuture.completedFuture(new Placed(item.id(), item.revision()));
  }

  private static CompletionStage<Void> all(List<CompletionStage<Void>> parts) {
    return CompletableFuture.allOf(
        parts.stream().map(CompletionStage::toCompletableFuture).toArray(CompletableFuture[]::new));
  }
}
