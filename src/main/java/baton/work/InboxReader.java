package baton.work;

import baton.definition.Assignee;
import baton.directory.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/** Reads lists of work items: which holders' lists make up an inbox, and what counts in each. */
final class InboxReader implements Inboxes {
  private final InboxStore store;
  private final ListStore lists;

  InboxReader(InboxStore store, ListStore lists) {
    this.store = store;
    this.lists = lists;
  }

  @Override
  public CompletionStage<InboxPage> inboxOf(
      Principal person, InboxQuery query, Predicate<WorkItem> shown) {
    return InboxScan.page(
        sources(person, query), query, item -> isOf(query, item) && shown.test(item));
  }

  private List<InboxSource> sources(Principal person, InboxQuery query) {
    return switch (query.filter()) {
      case InboxFilter.Mine mine -> sources(List.of(Holder.user(person.username())), query);
      case InboxFilter.Me me -> sources(holders(person), query);
      case InboxFilter.Of of -> sources(List.of(Holder.of(of.assignee())), query);
      case InboxFilter.Orphans orphans -> sources(List.of(Holder.ORPHANS), query);
      case InboxFilter.OfRecord record ->
          query.state() == InboxQuery.State.OPEN
              ? List.of(new RecordSource(store, record, query.order(), query.after()))
              : sources(List.of(Holder.record(record.type(), record.id())), query);
    };
  }

  private List<InboxSource> sources(List<Holder> holders, InboxQuery query) {
    return holders.stream()
        .<InboxSource>map(holder ->
            query.state() == InboxQuery.State.OPEN
                ? new ListCursor(lists, holder, query.order(), query.after())
                : new DoneSource(store, holder, query.order(), query.after()))
        .toList();
  }

  private static List<Holder> holders(Principal person) {
    var holders = new ArrayList<Holder>();
    holders.add(Holder.user(person.username()));
    person.groups().forEach(name -> holders.add(group(name)));
    person.queues().forEach(name -> holders.add(queue(name)));
    return holders;
  }

  @Override
  public CompletionStage<InboxCounts> counts(Principal person) {
    var mine = count(Holder.user(person.username()), ListStore.Head::open);
    var groups = new TreeMap<String, CompletableFuture<Integer>>();
    person.groups().forEach(name -> groups.put(name, count(group(name), ListStore.Head::free)));
    var queues = new TreeMap<String, CompletableFuture<Integer>>();
    person.queues().forEach(name -> queues.put(name, count(queue(name), ListStore.Head::free)));
    var all = new ArrayList<CompletableFuture<Integer>>(groups.values());
    all.addAll(queues.values());
    all.add(mine);
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
        .thenApply(done -> new InboxCounts(mine.join(), known(groups), known(queues)));
  }

  private static SortedMap<String, Integer> known(
      SortedMap<String, CompletableFuture<Integer>> counts) {
    var known = new TreeMap<String, Integer>();
    counts.forEach((name, count) -> known.put(name, count.join()));
    return known;
  }

  private CompletableFuture<Integer> count(Holder holder, ToIntFunction<ListStore.Head> number) {
    return lists
        .head(holder)
        .thenApply(head -> head.map(found -> number.applyAsInt(found)).orElse(0))
        .toCompletableFuture();
  }

  private static Holder group(String name) {
    return Holder.of(new Assignee(Assignee.Kind.GROUP, name));
  }

  private static Holder queue(String name) {
    return Holder.of(new Assignee(Assignee.Kind.QUEUE, name));
  }

  /** Whether an item of a list is what a query asks for. */
  private static boolean isOf(InboxQuery query, WorkItem item) {
    return (query.record() == null
            || (query.record().type().equals(item.recordType())
                && query.record().id().equals(item.recordId())))
        && hasAll(query.search().toLowerCase(Locale.ROOT).split("\\s+"), item);
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
            .toLowerCase(Locale.ROOT);
    for (var word : words) {
      if (!text.contains(word)) {
        return false;
      }
    }
    return true;
  }
}
