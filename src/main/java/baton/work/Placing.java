package baton.work;

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
 * has begun, and who gets it, and reads then which holders there are, so a later one sees and
 * corrects what an earlier one wrote; and each looks again at the end: if a later one has begun, it
 * takes back what it opened, with a stamp that the later one's own rows beat. One that was written
 * whole is noted as settled, so that bringing it again costs one read.
 *
 * <p>An item that its assignee cannot take goes into the list of {@link Holder#ORPHANS orphans}, so
 * that somebody sees it whatever its run does next; its next revision takes it out.
 */
final class Placing {
  /** Puts an item into the list of one holder: {@link WorkRouter.File} to the holder's router. */
  interface Filing {
    CompletionStage<Void> file(Holder holder, Entry entry, long stamp);
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
        .thenCompose(
            known -> isWritten(item, known) ? placed(item) : write(item, holders(item), null));
  }

  private CompletionStage<Reply> place(WorkItem item, Known known, Directory directory) {
    if (isWritten(item, known)) {
      return placed(item);
    }
    if (known.notified() >= item.assignment()) {
      return write(item, holders(item), null);
    }
    return switch (Recipients.of(item.assignee(), directory)) {
      case Recipients.Nobody nobody ->
          write(item, Set.of(Holder.ORPHANS), null)
              .thenApply(done -> new Unroutable(item.id(), item.revision(), nobody.reason()));
      case Recipients.Persons persons -> write(item, holders(item), persons);
    };
  }

  private CompletionStage<Reply> write(
      WorkItem item, Set<Holder> holders, Recipients.@Nullable Persons toTell) {
    return store
        .begun(item.id(), item.revision(), holders)
        .thenCompose(done -> store.known(item.id()))
        .thenCompose(known -> write(item, holders, known, toTell))
        .thenCompose(done -> store.known(item.id()))
        .thenCompose(known -> settled(item, holders, known))
        .thenCompose(done -> placed(item));
  }

  private CompletionStage<Void> write(
      WorkItem item, Set<Holder> holders, Known known, Recipients.@Nullable Persons toTell) {
    var parts = new ArrayList<CompletionStage<Void>>();
    parts.add(store.writeOfRecord(item.withoutInputs()));
    for (var holder : holders) {
      parts.add(file(holder, item, stateOf(item), false));
    }
    for (var former : known.holders()) {
      if (!holders.contains(former)) {
        // the same revision may have been an orphan before somebody could take it
        parts.add(file(former, item, State.MOVED, former.equals(Holder.ORPHANS)));
      }
    }
    if (!item.status().open()) {
      var record = Holder.record(item.recordType(), item.recordId());
      holders.forEach(holder -> parts.add(store.did(holder, item.withoutInputs())));
      parts.add(store.did(record, item.withoutInputs()));
    }
    if (toTell != null) {
      parts.add(
          notices
              .assigned(item, toTell)
              .thenCompose(done -> store.notified(item.id(), item.assignment())));
    }
    return all(parts);
  }

  /** Takes back what this revision opened if a later one has begun in the meantime. */
  private CompletionStage<Void> settled(WorkItem item, Set<Holder> holders, Known known) {
    if (!isStale(item, known)) {
      if (!holders.contains(Holder.ORPHANS)) {
        // nobody waits for it: without it, all is written once more
        store.settled(item.id(), item.revision());
      }
      return all(List.of());
    }
    var parts = new ArrayList<CompletionStage<Void>>();
    if (item.status().open()) {
      holders.forEach(holder -> parts.add(file(holder, item, State.MOVED, true)));
    }
    return all(parts);
  }

  private CompletionStage<Void> file(
      Holder holder, WorkItem item, State state, boolean correction) {
    return filing.file(
        holder,
        new Entry(state, item.withoutInputs()),
        InboxStore.stamp(item.revision(), correction));
  }

  /** Whoever did it finds it among what they did. */
  private static Set<Holder> holders(WorkItem item) {
    var holders = new LinkedHashSet<Holder>();
    holders.add(Holder.of(item.assignee()));
    if (item.claimedBy() != null) {
      holders.add(Holder.user(item.claimedBy()));
    }
    if (item.completedBy() != null) {
      holders.add(Holder.user(item.completedBy()));
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

  private static boolean isWritten(WorkItem item, Known known) {
    return isStale(item, known) || known.settled() >= item.revision();
  }

  private static CompletionStage<Reply> placed(WorkItem item) {
    return CompletableFuture.completedFuture(new Placed(item.id(), item.revision()));
  }

  private static CompletionStage<Void> all(List<CompletionStage<Void>> parts) {
    return CompletableFuture.allOf(
        parts.stream().map(CompletionStage::toCompletableFuture).toArray(CompletableFuture[]::new));
  }
}
