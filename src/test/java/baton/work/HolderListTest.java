package baton.work;

import static org.assertj.core.api.Assertions.assertThat;

import baton.work.InboxQuery.Order;
import baton.work.InboxStore.Entry;
import baton.work.InboxStore.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Lists under routers that crash, that are followed by others while they still write, and whose
 * writes arrive late: whatever happens, the list shows what is open, and counts it.
 */
class HolderListTest {
  private static final Holder QUEUE = new Holder("queue:it_support");
  private static final ListSizes SMALL = new ListSizes(16, 8);

  /** A store whose answers come in any order, and sometimes not although it did what was asked. */
  private static final class Slow extends ListStoreInMemory {
    final Turns turns;
    final Random random;
    int mostFailures;

    Slow(Turns turns, Random random, int mostFailures) {
      this.turns = turns;
      this.random = random;
      this.mostFailures = mostFailures;
    }

    @Override
    <T> CompletionStage<T> answer(Supplier<T> what) {
      var answer = new CompletableFuture<T>();
      turns.add(() -> {
        var fails = mostFailures > 0 && random.nextInt(2_000) == 0;
        if (fails) {
          mostFailures--;
        }
        if (!fails || random.nextBoolean()) {
          var value = what.get();
          turns.add(() -> {
            if (fails) {
              answer.completeExceptionally(new IllegalStateException("no answer"));
            } else {
              answer.complete(value);
            }
          });
        } else {
          answer.completeExceptionally(new IllegalStateException("not done"));
        }
      });
      return answer;
    }
  }

  /** An item and its revisions; as {@link Placing} does, it asks again until it is answered. */
  private final class Placed {
    final String id;
    final String holder = QUEUE.text();
    final int second;
    final List<State> revisions = new ArrayList<>();
    final Set<Long> answered = new HashSet<>();
    int begun;

    Placed(String id, int second) {
      this.id = id;
      this.second = second;
    }

    InboxPosition position() {
      return InboxPosition.of(item(1));
    }

    WorkItem item(int revision) {
      var item = Items.item(id, holder, Items.CREATED.plusSeconds(second));
      for (var i = 1; i < revision; i++) {
        item = Items.released(item);
      }
      return item;
    }

    void begin() {
      begun++;
      items.begun(id, begun, Set.of(QUEUE));
    }

    /** Files what is not answered yet; a revision that was overtaken takes back what it opened. */
    void file() {
      for (var revision = 1; revision <= begun; revision++) {
        var state = revisions.get(revision - 1);
        file(state, revision, false);
        var stamp = InboxStore.stamp(revision, false);
        if (revision < begun && state.open() && answered.contains(stamp)) {
          file(State.MOVED, revision, true);
        }
      }
    }

    private void file(State state, int revision, boolean correction) {
      var stamp = InboxStore.stamp(revision, correction);
      if (!answered.contains(stamp)) {
        var row = ListRow.of(new Entry(state, item(revision)), stamp);
        oneOf(routers).file(QUEUE, row, () -> answered.add(stamp));
      }
    }

    boolean isSettled() {
      return answered.contains(InboxStore.stamp(begun, false));
    }

    State state() {
      return revisions.get(begun - 1);
    }
  }

  private Random random;
  private Turns turns;
  private Slow lists;
  private final InboxStoreInMemory items = new InboxStoreInMemory();
  private List<Keepers> routers = List.of();
  private final List<Placed> all = new ArrayList<>();

  private void begin(long seed, int routerCount, int failures) {
    random = new Random(seed);
    turns = new Turns(random);
    lists = new Slow(turns, random, failures);
    routers = new ArrayList<>();
    for (var i = 0; i < routerCount; i++) {
      routers.add(new Keepers(turns, items, lists, SMALL));
    }
  }

  static List<Arguments> seeds() {
    var seeds = new ArrayList<Arguments>();
    for (var seed = 1L; seed <= 90; seed++) {
      // one router, one that crashes, two at once
      seeds.add(Arguments.of(seed, 1 + (int) (seed % 3 / 2), seed % 3 == 0 ? 0 : 3));
    }
    return seeds;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aListShowsAndCountsWhatIsOpenWhateverHappensToItsRouters(
      long seed, int routerCount, int failures) {
    begin(seed, routerCount, failures);
    var open = new ArrayList<Placed>();
    for (var round = 0; round < 40; round++) {
      place(open, round);
      change(open, round);
      for (var step = 0; step < 400; step++) {
        turns.run();
        crashAtTimes(routerCount);
        readAtTimes();
      }
      all.stream().filter(placed -> !placed.isSettled()).forEach(Placed::file);
      if (round % 5 == 0) {
        settle();
        pass(Duration.ofSeconds(30));
      }
    }
    settle();
    checkAll();
  }

  private void place(List<Placed> open, int round) {
    for (var i = 0; i < random.nextInt(40); i++) {
      // many are older than what is there, and some were created at the same moment
      var second = round * 10 + random.nextInt(12) - (random.nextInt(5) == 0 ? 90 : 0);
      var placed = new Placed("i" + all.size(), second);
      placed.revisions.add(random.nextInt(4) == 0 ? State.CLAIMED : State.OPEN);
      while (random.nextInt(3) == 0) {
        placed.revisions.add(random.nextBoolean() ? State.CLAIMED : State.OPEN);
      }
      placed.revisions.add(State.CLOSED);
      placed.begin();
      all.add(placed);
      open.add(placed);
      placed.file();
    }
  }

  /** Mostly what is old is closed, so that buckets become sparse; a few stay for long. */
  private void change(List<Placed> open, int round) {
    for (var i = 0; i < (round < 30 ? 20 : 60) && !open.isEmpty(); i++) {
      var placed = open.get(random.nextInt(open.size()));
      if (placed.begun < placed.revisions.size() && all.indexOf(placed) % 13 != 0) {
        placed.begin();
        placed.file();
        if (placed.begun == placed.revisions.size()) {
          open.remove(placed);
        }
      }
    }
  }

  private void crashAtTimes(int routerCount) {
    if (random.nextInt(routerCount > 1 ? 6_000 : 3_000) == 0) {
      oneOf(routers).crash(QUEUE);
    }
  }

  /** What was in the list when the reading began, and is not changed, is read, and nothing else. */
  private void readAtTimes() {
    if (random.nextInt(2_000) != 0) {
      return;
    }
    var order = random.nextBoolean() ? Order.NEWEST : Order.OLDEST;
    var still = all.stream().filter(Placed::isSettled).toList();
    var revisions = still.stream().map(placed -> placed.begun).toList();
    turns.add(() ->
        read(
            new ListCursor(lists, QUEUE, order, null),
            new ArrayList<>(),
            read -> {
              assertThat(read).isSortedAccordingTo(order).doesNotHaveDuplicates();
              for (var i = 0; i < still.size(); i++) {
                var placed = still.get(i);
                if (placed.begun == revisions.get(i)) {
                  assertThat(read.contains(placed.position()))
                      .as("%s is %s", placed.id, placed.state())
                      .isEqualTo(placed.state().open());
                }
              }
            }));
  }

  private void read(
      ListCursor cursor,
      List<InboxPosition> read,
      java.util.function.Consumer<List<InboxPosition>> then) {
    cursor
        .next(7)
        .thenAccept(rows -> {
          rows.stream().filter(row -> row.state().open()).forEach(row -> read.add(row.position()));
          if (rows.isEmpty()) {
            turns.add(() -> then.accept(read));
          } else {
            read(cursor, read, then);
          }
        });
  }

  /** All is asked for again until it is answered; the routers are at peace at last. */
  private void settle() {
    lists.mostFailures = Math.min(lists.mostFailures, 1);
    while (all.stream().anyMatch(placed -> !placed.isSettled())) {
      all.stream().filter(placed -> !placed.isSettled()).forEach(Placed::file);
      turns.runAll();
    }
    all.forEach(Placed::file);
    turns.runAll();
  }

  private void pass(Duration time) {
    for (var router : routers) {
      router.now = router.now.plus(time);
      router.tick(QUEUE);
      turns.runAll();
    }
  }

  private void checkAll() {
    lists.mostFailures = 0;
    var last = routers.getFirst();
    routers = List.of(last);
    last.crash(QUEUE);
    last.countAgain(QUEUE);
    turns.runAll();
    for (var i = 0; i < 60; i++) {
      pass(Duration.ofSeconds(30));
    }
    var open = new TreeSet<>(Order.OLDEST);
    all.stream()
        .filter(placed -> placed.state().open())
        .forEach(placed -> open.add(placed.position()));
    for (var order : Order.values()) {
      var read = new ArrayList<InboxPosition>();
      var whole = new ArrayList<List<InboxPosition>>();
      read(new ListCursor(lists, QUEUE, order, null), read, whole::add);
      turns.runAll();
      assertThat(whole).hasSize(1);
      assertThat(read).isSortedAccordingTo(order).containsExactlyInAnyOrderElementsOf(open);
    }
    var free = all.stream().filter(placed -> placed.state() == State.OPEN).count();
    var head = lists.head(QUEUE).toCompletableFuture();
    turns.runAll();
    assertThat(head.join().orElseThrow().open()).isEqualTo(open.size());
    assertThat(head.join().orElseThrow().free()).isEqualTo((int) free);
    checkBuckets(open.size());
  }

  /** Nothing is left behind, and what is there is mostly open. */
  private void checkBuckets(int open) {
    var inIndex = lists.bucketsInIndex(QUEUE);
    assertThat(lists.bucketsWithRows(QUEUE)).isSubsetOf(inIndex);
    assertThat(lists.dropped).doesNotContainAnyElementsOf(inIndex).isNotEmpty();
    for (var i = 0; i + 2 < inIndex.size(); i++) {
      assertThat(openIn(inIndex.get(i)) + openIn(inIndex.get(i + 1)))
          .as("open in two buckets of %d", inIndex.size())
          .isGreaterThan(SMALL.fewOpen());
    }
    var rows = inIndex.stream().mapToInt(bucket -> lists.rowsIn(QUEUE, bucket)).sum();
    assertThat(rows)
        .as("rows of %d open items in %d buckets", open, inIndex.size())
        .isLessThanOrEqualTo(4 * open + 2 * SMALL.rowsOfBucket());
  }

  private long openIn(UUID bucket) {
    var rows = lists.rows(QUEUE, bucket).toCompletableFuture();
    turns.runAll();
    return rows.join().stream().filter(row -> row.state().open()).count();
  }

  @Test
  void aLateWriteToADroppedBucketIsNotLost() {
    begin(1, 1, 0);
    for (var i = 0; i < 40; i++) {
      var placed = new Placed("i" + i, i);
      placed.revisions.addAll(List.of(State.OPEN, State.CLOSED));
      placed.begin();
      all.add(placed);
      placed.file();
    }
    settle();
    var old = lists.bucketsInIndex(QUEUE).getFirst();
    var late = all.getFirst();
    all.subList(1, 39)
        .forEach(placed -> {
          placed.begin();
          placed.file();
        });
    settle();
    pass(Duration.ofSeconds(30));
    assertThat(lists.dropped).contains(old);

    // as a router does that was stopped long ago: its row is gone, and nobody was answered
    lists.write(
        QUEUE, old, ListRow.of(new Entry(State.CLAIMED, late.item(2)), InboxStore.stamp(2, false)));
    turns.runAll();
    late.revisions.set(1, State.CLAIMED);
    late.begin();
    late.file();
    settle();

    checkAll();
  }

  private <T> T oneOf(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }
}
