package baton.work;

import static baton.work.Items.CREATED;
import static baton.work.Items.about;
import static baton.work.Items.item;
import static baton.work.Items.labelled;
import static org.assertj.core.api.Assertions.assertThat;

import baton.directory.Principal;
import baton.work.InboxQuery.Order;
import baton.work.InboxQuery.RelatedRecord;
import baton.work.InboxStore.Entry;
import baton.work.InboxStore.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InboxReaderTest {
  private static final Principal KEN =
      new Principal("ken", "Ken", Set.of("engineering"), Set.of("it_support"));

  private final Turns turns = new Turns(new Random(1));
  private final InboxStoreInMemory store = new InboxStoreInMemory();
  private final ListStoreInMemory lists = new ListStoreInMemory();
  private final Keepers keepers = new Keepers(turns, store, lists, ListSizes.USUAL);
  private final InboxReader reader = new InboxReader(store, lists);

  @Test
  void theNewestIsFirstOverAllListsOfAPerson() {
    put("user:ken", State.OPEN, at(item("a", "user:ken"), 1));
    put("queue:it_support", State.OPEN, at(item("b", "queue:it_support"), 3));
    put("group:engineering", State.OPEN, at(item("c", "group:engineering"), 2));
    put("queue:hr", State.OPEN, at(item("d", "queue:hr"), 4));

    assertThat(ids(page(new InboxFilter.Me(), "", 10, null))).containsExactly("b", "c", "a");
    assertThat(ids(page(new InboxFilter.Mine(), "", 10, null))).containsExactly("a");
    assertThat(ids(page(InboxFilter.parse("queue:hr").orElseThrow(), "", 10, null)))
        .containsExactly("d");
    assertThat(ids(get(reader.inboxOf(KEN, query(Order.OLDEST, 10, null), item -> true))))
        .containsExactly("a", "c", "b");
  }

  @Test
  void aClaimedItemIsListedOnceAndAsItIsNow() {
    var item = item("a", "queue:it_support");
    put("queue:it_support", State.OPEN, item);
    put("user:ken", State.CLAIMED, Items.claimed(item, "ken"));

    var page = page(new InboxFilter.Me(), "", 10, null);

    assertThat(page.items()).singleElement().returns("ken", WorkItem::claimedBy);
  }

  /** Items that came in any order of age: pages still come in one order, whole. */
  @ParameterizedTest
  @EnumSource(Order.class)
  void pagesAreWholeAndInOrder(Order order) {
    var random = new Random(7);
    var open = new ArrayList<InboxPosition>();
    for (var i = 0; i < 3_000; i++) {
      var holder = List.of("user:ken", "queue:it_support", "group:engineering").get(i % 3);
      // those that were reassigned are older than their neighbours
      var item = at(item("i" + i, holder), i - (random.nextInt(5) == 0 ? 1_000 : 0));
      var state = random.nextInt(3) == 0 ? State.CLOSED : State.OPEN;
      put(holder, state, item);
      if (state == State.OPEN) {
        open.add(InboxPosition.of(item));
      }
    }
    var read = new ArrayList<InboxPosition>();
    InboxPosition after = null;
    do {
      var page = get(reader.inboxOf(KEN, query(order, 37, after), item -> true));
      page.items().forEach(item -> read.add(InboxPosition.of(item)));
      after = page.next();
    } while (after != null);

    assertThat(read).isSortedAccordingTo(order).containsExactlyInAnyOrderElementsOf(open);
  }

  @ParameterizedTest
  @EnumSource(Order.class)
  void aPageCostsTheSameAtEachPlaceOfAListOfAnyLength(Order order) {
    keepers.sizes = new ListSizes(50, 10);
    for (var i = 0; i < 6_000; i++) {
      put("user:ken", State.OPEN, at(item("i" + i, "user:ken"), i * 10L));
    }
    InboxPosition after = null;
    for (var page = 0; page < 120; page++) {
      lists.reads = 0;
      lists.rowsRead = 0;
      var found =
          get(
              reader.inboxOf(
                  KEN,
                  new InboxQuery(
                      new InboxFilter.Mine(), null, "", InboxQuery.State.OPEN, order, 50, after),
                  item -> true));
      assertThat(found.items()).hasSize(50);
      // the head, a page of the index, perhaps the page beside it, and the buckets that have 50
      // rows
      assertThat(lists.reads).isLessThanOrEqualTo(7);
      assertThat(lists.rowsRead).isLessThanOrEqualTo(150);
      after = found.next();
    }
    lists.reads = 0;
    assertThat(get(reader.counts(KEN)).mine()).isEqualTo(6_000);
    assertThat(lists.reads).as("one for each list").isEqualTo(3);
  }

  @Test
  void everyWordOfASearchMustOccur() {
    put("user:ken", State.OPEN, labelled(item("a", "user:ken"), "Order a Laptop", "Onboarding"));
    put("user:ken", State.OPEN, labelled(item("b", "user:ken"), "Order a desk", "Onboarding"));

    assertThat(ids(page(new InboxFilter.Mine(), " laptop ONBOARD", 5, null))).containsExactly("a");
    assertThat(ids(page(new InboxFilter.Mine(), "e-1001", 5, null))).hasSize(2);
    assertThat(ids(page(new InboxFilter.Mine(), "laptop desk", 5, null))).isEmpty();
  }

  @Test
  void aLongSearchStopsAndSaysWhereToGoOn() {
    put("user:ken", State.OPEN, labelled(at(item("x", "user:ken"), -1), "needle", ""));
    for (var i = 0; i <= InboxScan.MOST_ROWS; i++) {
      put("user:ken", State.OPEN, at(item("i" + i, "user:ken"), i));
    }

    var first = page(new InboxFilter.Mine(), "needle", 5, null);
    var second = page(new InboxFilter.Mine(), "needle", 5, first.next());

    assertThat(first.items()).isEmpty();
    assertThat(first.next()).isNotNull();
    assertThat(ids(second)).containsExactly("x");
    assertThat(second.next()).isNull();
  }

  @Test
  void anInboxCanBeNarrowedToARecord() {
    put("user:ken", State.OPEN, item("a", "user:ken"));
    put("user:ken", State.OPEN, about(item("b", "user:ken"), "Employee", "E-2"));
    var query =
        new InboxQuery(
            new InboxFilter.Mine(),
            new RelatedRecord("Employee", "E-2"),
            "",
            InboxQuery.State.OPEN,
            Order.NEWEST,
            5,
            null);

    assertThat(ids(get(reader.inboxOf(KEN, query, item -> true)))).containsExactly("b");
  }

  /** A record may have had any number of items: what is open is found, page by page. */
  @Test
  void allOpenItemsOfARecordAreListed() {
    for (var i = 0; i < 700; i++) {
      get(store.writeOfRecord(at(item("open" + i, "user:ken"), i)));
      get(store.writeOfRecord(Items.completed(at(item("done" + i, "user:ken"), i), "ken")));
    }
    var found = new ArrayList<String>();
    InboxPosition after = null;
    do {
      var page = page(InboxFilter.parse("record:Employee/E-1001").orElseThrow(), "", 200, after);
      found.addAll(ids(page));
      after = page.next();
    } while (after != null);

    assertThat(found).hasSize(700).allMatch(id -> id.startsWith("open"));
  }

  @Test
  void whatIsOverIsListedByWhenItEnded() {
    for (var day = 0; day < 40; day++) {
      for (var i = 0; i < 3; i++) {
        var done = ended(item(day + "." + i, "user:ken"), day, i);
        get(store.did(Holder.user("ken"), done));
      }
    }
    var found = new ArrayList<String>();
    InboxPosition after = null;
    do {
      var query =
          new InboxQuery(
              new InboxFilter.Mine(), null, "", InboxQuery.State.CLOSED, Order.NEWEST, 7, after);
      var page = get(reader.inboxOf(KEN, query, item -> true));
      found.addAll(ids(page));
      after = page.next();
    } while (after != null);

    assertThat(found).hasSize(120).startsWith("39.2", "39.1", "39.0", "38.2").endsWith("0.0");
  }

  @Test
  void countsAreOfWhatMayBeDone() {
    put("user:ken", State.OPEN, item("a", "user:ken"));
    put("user:ken", State.CLAIMED, item("b", "queue:it_support"));
    put("queue:it_support", State.CLAIMED, item("b", "queue:it_support"));
    put("queue:it_support", State.OPEN, item("c", "queue:it_support"));
    for (var i = 0; i < 1_500; i++) {
      put("group:engineering", State.OPEN, item("g" + i, "group:engineering"));
    }

    var counts = get(reader.counts(KEN));

    assertThat(counts.mine()).isEqualTo(2);
    assertThat(counts.queues()).containsEntry("it_support", 1);
    assertThat(counts.groups()).containsEntry("engineering", 1_500);
  }

  @Test
  void aCursorReadsBack() {
    var position = InboxPosition.of(item("r.s.1", "user:ken"));

    assertThat(InboxPosition.parse(position.toString())).contains(position);
    assertThat(InboxPosition.parse("nonsense")).isEmpty();
    assertThat(InboxPosition.parse("%%")).isEmpty();
  }

  private static WorkItem at(WorkItem item, long seconds) {
    return item(item.id(), item.assignee().toString(), CREATED.plusSeconds(seconds));
  }

  private static WorkItem ended(WorkItem item, int day, int second) {
    var created = CREATED.plusSeconds(day * 86_400L + second);
    return Items.completed(item(item.id(), item.assignee().toString(), created), "ken");
  }

  private void put(String holder, State state, WorkItem item) {
    var entry = new Entry(state, item);
    keepers.file(
        new Holder(holder), ListRow.of(entry, InboxStore.stamp(item.revision(), false)), () -> {});
    turns.runAll();
  }

  private static InboxQuery query(Order order, int limit, @Nullable InboxPosition after) {
    return new InboxQuery(
        new InboxFilter.Me(), null, "", InboxQuery.State.OPEN, order, limit, after);
  }

  private InboxPage page(
      InboxFilter filter, String search, int limit, @Nullable InboxPosition after) {
    return get(
        reader.inboxOf(
            KEN,
            new InboxQuery(filter, null, search, InboxQuery.State.OPEN, Order.NEWEST, limit, after),
            item -> true));
  }

  private static List<String> ids(InboxPage page) {
    return page.items().stream().map(WorkItem::id).toList();
  }

  private static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
