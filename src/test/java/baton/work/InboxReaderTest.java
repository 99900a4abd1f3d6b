package baton.work;

import static baton.work.Items.CREATED;
import static baton.work.Items.about;
import static baton.work.Items.item;
import static baton.work.Items.labelled;
import static org.assertj.core.api.Assertions.assertThat;

import baton.definition.Assignee;
import baton.directory.Principal;
import baton.work.InboxQuery.RelatedRecord;
import baton.work.InboxStore.Entry;
import baton.work.InboxStore.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InboxReaderTest {
  private static final Principal KEN =
      new Principal("ken", "Ken", Set.of("engineering"), Set.of("it_support"));

  private final InboxStoreInMemory store = new InboxStoreInMemory();
  private final InboxReader reader = new InboxReader(store);

  @Test
  void theNewestIsFirstOverAllListsOfAPerson() {
    put("user:ken", 0, State.OPEN, at(item("a", "user:ken"), 1));
    put("queue:it_support", 0, State.OPEN, at(item("b", "queue:it_support"), 3));
    put("group:engineering", 0, State.OPEN, at(item("c", "group:engineering"), 2));
    put("queue:hr", 0, State.OPEN, at(item("d", "queue:hr"), 4));

    assertThat(ids(page(new InboxFilter.Me(), "", 10, null))).containsExactly("b", "c", "a");
    assertThat(ids(page(new InboxFilter.Mine(), "", 10, null))).containsExactly("a");
    assertThat(ids(page(InboxFilter.parse("queue:hr").orElseThrow(), "", 10, null)))
        .containsExactly("d");
  }

  @Test
  void aClaimedItemIsListedOnceAndAsItIsNow() {
    var item = item("a", "queue:it_support");
    put("queue:it_support", 0, State.OPEN, item);
    put("user:ken", 0, State.CLAIMED, Items.claimed(item, "ken"));

    var page = page(new InboxFilter.Me(), "", 10, null);

    assertThat(page.items()).singleElement().returns("ken", WorkItem::claimedBy);
  }

  /** Items placed into buckets in random order of age: pages still come in one order, whole. */
  @Test
  void pagesAreWholeAndInOrder() {
    var random = new Random(7);
    var all = new ArrayList<WorkItem>();
    for (var i = 0; i < 700; i++) {
      var holder = List.of("user:ken", "queue:it_support", "group:engineering").get(i % 3);
      // a later bucket may hold older items: those that were reassigned
      var item = at(item("i" + i, holder), i - (random.nextInt(5) == 0 ? 300 : 0));
      put(holder, i / 100, random.nextInt(3) == 0 ? State.CLOSED : State.OPEN, item, i);
      all.add(item);
    }
    var read = new ArrayList<InboxPosition>();
    InboxPosition after = null;
    do {
      var page = page(new InboxFilter.Me(), "", 37, after);
      page.items().forEach(item -> read.add(InboxPosition.of(item)));
      after = page.next();
    } while (after != null);

    assertThat(read).isSorted().doesNotHaveDuplicates();
    assertThat(read).hasSize(openCount(all));
  }

  private int openCount(List<WorkItem> all) {
    var open = 0;
    for (var holder : List.of("user:ken", "queue:it_support", "group:engineering")) {
      for (var bucket = 0; bucket < 7; bucket++) {
        open +=
            (int)
                get(store.states(Assignee.parse(holder), bucket)).stream()
                    .filter(State::open)
                    .count();
      }
    }
    assertThat(all).hasSize(700);
    return open;
  }

  @Test
  void aPageOfALongListReadsOnlyTheNewestBuckets() {
    for (var i = 0; i < 10_000; i++) {
      put("user:ken", i / 100, State.OPEN, at(item("i" + i, "user:ken"), i * 10L), i * 10L);
    }
    store.bucketsRead = 0;

    assertThat(page(new InboxFilter.Mine(), "", 50, null).items()).hasSize(50);

    assertThat(store.bucketsRead).isLessThanOrEqualTo(3);
  }

  @Test
  void drainedBucketsAreNotReadForOpenItems() {
    put("user:ken", 0, State.CLOSED, item("a", "user:ken"));
    get(store.drained(Assignee.parse("user:ken"), 0));
    store.bucketsRead = 0;

    assertThat(page(new InboxFilter.Mine(), "", 50, null).items()).isEmpty();
    assertThat(store.bucketsRead).isZero();
    assertThat(
            get(reader.inboxOf(
                    KEN,
                    new InboxQuery(
                        new InboxFilter.Mine(), null, "", InboxQuery.State.CLOSED, 5, null)))
                .items())
        .hasSize(1);
  }

  @Test
  void everyWordOfASearchMustOccur() {
    put("user:ken", 0, State.OPEN, labelled(item("a", "user:ken"), "Order a Laptop", "Onboarding"));
    put("user:ken", 0, State.OPEN, labelled(item("b", "user:ken"), "Order a desk", "Onboarding"));

    assertThat(ids(page(new InboxFilter.Mine(), " laptop ONBOARD", 5, null))).containsExactly("a");
    assertThat(ids(page(new InboxFilter.Mine(), "e-1001", 5, null))).hasSize(2);
    assertThat(ids(page(new InboxFilter.Mine(), "laptop desk", 5, null))).isEmpty();
  }

  @Test
  void aLongSearchStopsAndSaysWhereToGoOn() {
    for (var i = 0; i <= InboxScan.MOST_ROWS; i++) {
      put("user:ken", i / 1_000, State.OPEN, at(item("i" + i, "user:ken"), i), i);
    }
    put("user:ken", 0, State.OPEN, labelled(at(item("x", "user:ken"), -1), "needle", ""));

    var first = page(new InboxFilter.Mine(), "needle", 5, null);
    var second = page(new InboxFilter.Mine(), "needle", 5, first.next());

    assertThat(first.items()).isEmpty();
    assertThat(first.next()).isNotNull();
    assertThat(ids(second)).containsExactly("x");
    assertThat(second.next()).isNull();
  }

  @Test
  void anInboxCanBeNarrowedToARecord() {
    put("user:ken", 0, State.OPEN, item("a", "user:ken"));
    put("user:ken", 0, State.OPEN, about(item("b", "user:ken"), "Employee", "E-2"));

    var page =
        get(
            reader.inboxOf(
                KEN,
                new InboxQuery(
                    new InboxFilter.Mine(),
                    new RelatedRecord("Employee", "E-2"),
                    "",
                    InboxQuery.State.OPEN,
                    5,
                    null)));

    assertThat(ids(page)).containsExactly("b");
  }

  @Test
  void countsAreOfWhatMayBeDoneAndStopAtTheMost() {
    put("user:ken", 0, State.OPEN, item("a", "user:ken"));
    put("user:ken", 0, State.CLAIMED, item("b", "queue:it_support"));
    put("queue:it_support", 0, State.CLAIMED, item("b", "queue:it_support"));
    put("queue:it_support", 0, State.OPEN, item("c", "queue:it_support"));
    for (var i = 0; i <= InboxCounts.MOST; i++) {
      put("group:engineering", 0, State.OPEN, item("g" + i, "group:engineering"));
    }

    var counts = get(reader.counts(KEN));

    assertThat(counts.mine()).isEqualTo(2);
    assertThat(counts.queues()).containsEntry("it_support", 1);
    assertThat(counts.groups()).containsEntry("engineering", InboxCounts.MOST);
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

  private void put(String holder, int bucket, State state, WorkItem item) {
    put(holder, bucket, state, item, 0);
  }

  /** Places an item; a bucket is opened when its first item is placed. */
  private void put(String holder, int bucket, State state, WorkItem item, long placedAtSecond) {
    var assignee = Assignee.parse(holder);
    if (get(store.buckets(assignee)).stream().noneMatch(known -> known.number() == bucket)) {
      get(store.open(assignee, bucket, CREATED.plus(Duration.ofSeconds(placedAtSecond))));
    }
    get(
        store.write(
            assignee, bucket, new Entry(state, item), InboxStore.stamp(item.revision(), false)));
  }

  private InboxPage page(
      InboxFilter filter, String search, int limit, @Nullable InboxPosition after) {
    return get(
        reader.inboxOf(
            KEN, new InboxQuery(filter, null, search, InboxQuery.State.OPEN, limit, after)));
  }

  private static List<String> ids(InboxPage page) {
    return page.items().stream().map(WorkItem::id).toList();
  }

  private static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
