package baton.work;

import baton.definition.Assignee;
import baton.directory.Principal;
import baton.work.InboxStore.Entry;
import baton.work.InboxStore.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** Reads lists of work items: which holders' lists make up an inbox, and what counts in each. */
final class InboxReader implements Inboxes {
  /** The latest items of a record that are read; older ones are in the history of their runs. */
  static final int MOST_OF_RECORD = 500;

  private final InboxStore store;

  InboxReader(InboxStore store) {
    this.store = store;
  }

  @Override
  public CompletionStage<InboxPage> inboxOf(Principal person, InboxQuery query) {
    var holders =
        switch (query.filter()) {
          case InboxFilter.Mine mine -> List.of(user(person));
          case InboxFilter.Me me -> holders(person);
          case InboxFilter.Of of -> List.of(of.assignee());
        };
    return InboxScan.start(store, holders, query);
  }

  @Override
  public CompletionStage<List<WorkItem>> ofRecord(String type, String id) {
    return store
        .ofRecord(type, id, MOST_OF_RECORD)
        .thenApply(items ->
            items.stream()
                .sorted(Comparator.comparing((WorkItem item) -> !item.status().open()))
                .toList());
  }

  @Override
  public CompletionStage<InboxCounts> counts(Principal person) {
    var mine = count(user(person), State::open);
    var groups = counts(Assignee.Kind.GROUP, person.groups());
    var queues = counts(Assignee.Kind.QUEUE, person.queues());
    return mine.thenCombine(
        groups.thenCombine(queues, List::of),
        (own, shared) -> new InboxCounts(own, shared.get(0), shared.get(1)));
  }

  private CompletionStage<SortedMap<String, Integer>> counts(
      Assignee.Kind kind, Iterable<String> names) {
    CompletionStage<SortedMap<String, Integer>> all =
        CompletableFuture.completedFuture(new TreeMap<>());
    for (var name : names) {
      var one = count(new Assignee(kind, name), State.OPEN::equals);
      all =
          all.thenCombine(
              one,
              (counts, count) -> {
                counts.put(name, count);
                return counts;
              });
    }
    return all;
  }

  private CompletionStage<Integer> count(Assignee holder, Predicate<State> counted) {
    return store
        .buckets(holder)
        .thenCompose(buckets ->
            count(
                holder,
                buckets.stream()
                    .filter(bucket -> !bucket.drained())
                    .sorted(InboxStore.Bucket.NEWEST_FIRST)
                    .map(InboxStore.Bucket::number)
                    .toList(),
                counted,
                0));
  }

  private CompletionStage<Integer> count(
      Assignee holder, List<Integer> buckets, Predicate<State> counted, int before) {
    if (buckets.isEmpty() || before >= InboxCounts.MOST) {
      return CompletableFuture.completedFuture(Math.min(before, InboxCounts.MOST));
    }
    return store
        .states(holder, buckets.getFirst())
        .thenCompose(states ->
            count(
                holder,
                buckets.subList(1, buckets.size()),
                counted,
                before + (int) states.stream().filter(counted).count()));
  }

  private static Assignee user(Principal person) {
    return new Assignee(Assignee.Kind.USER, person.username());
  }

  private static List<Assignee> holders(Principal person) {
    var holders = new ArrayList<Assignee>();
    holders.add(user(person));
    person.groups().forEach(name -> holders.add(new Assignee(Assignee.Kind.GROUP, name)));
    person.queues().forEach(name -> holders.add(new Assignee(Assignee.Kind.QUEUE, name)));
    return holders;
  }

  /** Whether an entry of a list is what a query asks for. */
  static Predicate<Entry> matching(InboxQuery query) {
    var words = query.search().toLowerCase(java.util.Locale.ROOT).split("\\s+");
    return entry ->
        (query.state() == InboxQuery.State.OPEN
                ? entry.state().open()
                : entry.state() == State.CLOSED)
            && (query.record() == null
                || (query.record().type().equals(entry.item().recordType())
                    && query.record().id().equals(entry.item().recordId())))
            && hasAll(words, entry.item());
  }

  private static boolean hasAll(String[] words, WorkItem item) {
    var text =
        String.join(
                "\n",
                item.label(),
                item.orchestrationLabel(),
                item.orchestration(),
                item.recordType(),
                item.recordId(),
                item.businessKey() == null ? "" : item.businessKey())
            .toLowerCase(java.util.Locale.ROOT);
    for (var word : words) {
      if (!text.contains(word)) {
        return false;
      }
    }
    return true;
  }
}
