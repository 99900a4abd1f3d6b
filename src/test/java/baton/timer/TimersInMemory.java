package baton.timer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A store of timers that works like the real one, and can be broken. */
final class TimersInMemory implements TimerStore {
  static final Comparator<Position> ORDER =
      Comparator.comparingLong(Position::at)
          .thenComparing(Position::target)
          .thenComparing(Position::key);

  private final Map<Integer, TreeSet<Row>> rows = new HashMap<>();
  private final Map<Integer, TreeMap<Long, Position>> cursors = new HashMap<>();
  private int failures;
  int reads;

  /** The next so many accesses fail, without effect. */
  synchronized void failNext(int accesses) {
    failures = accesses;
  }

  @Override
  public synchronized CompletionStage<Opened> open(int slot, long beginning) {
    if (fails()) {
      return broken();
    }
    var epochs = cursors.computeIfAbsent(slot, s -> new TreeMap<>());
    var before = epochs.lastEntry();
    var cursor = before == null ? Position.before(beginning) : before.getValue();
    var epoch = before == null ? 1 : before.getKey() + 1;
    epochs.put(epoch, cursor);
    return CompletableFuture.completedStage(new Opened(epoch, cursor));
  }

  @Override
  public synchronized CompletionStage<Long> epoch(int slot) {
    return fails() ? broken() : CompletableFuture.completedStage(cursors.get(slot).lastKey());
  }

  @Override
  public synchronized CompletionStage<Void> write(int slot, List<Row> written, long now) {
    if (fails()) {
      return broken();
    }
    all(slot).addAll(written);
    return CompletableFuture.completedStage(null);
  }

  @Override
  public synchronized CompletionStage<Page> read(int slot, Read read) {
    reads++;
    return fails() ? broken() : CompletableFuture.completedStage(page(all(slot), read));
  }

  /** What a reader finds in such rows. */
  static Page page(TreeSet<Row> rows, Read read) {
    var found = new ArrayList<Row>();
    var minute = read.from().minute();
    var start = new Row(read.from().at(), new Timer(read.from().target(), read.from().key(), 0));
    for (var row : rows.tailSet(start, false)) {
      if (found.size() < read.limit()) {
        if (row.position().minute() == minute && row.at() <= read.to()) {
          found.add(row);
        } else {
          return found.isEmpty() ? new Page(found, row.at()) : new Page(found, null);
        }
      }
    }
    return found.isEmpty()
        ? new Page(found, Math.max(Position.startOf(minute + 1), read.horizon() + 1))
        : new Page(found, null);
  }

  @Override
  public synchronized CompletionStage<Void> moveCursor(int slot, long epoch, Position cursor) {
    if (fails()) {
      return broken();
    }
    cursors.get(slot).put(epoch, cursor);
    return CompletableFuture.completedStage(null);
  }

  synchronized Position cursor(int slot) {
    return cursors.get(slot).lastEntry().getValue();
  }

  synchronized int rows(int slot) {
    return all(slot).size();
  }

  private TreeSet<Row> all(int slot) {
    return rows.computeIfAbsent(
        slot, s -> new TreeSet<>(Comparator.comparing(Row::position, ORDER)));
  }

  private boolean fails() {
    return failures > 0 && failures-- > 0;
  }

  private static <T> CompletionStage<T> broken() {
    return CompletableFuture.failedStage(new IllegalStateException("broken for the test"));
  }
}
