package baton.timer;

import baton.timer.TimerStore.Page;
import baton.timer.TimerStore.Read;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a keeper knows of its slot, and what it does next; times are milliseconds since 1970.
 *
 * <p>The slot has a horizon that only moves forward. What is written goes behind it, what is read
 * lies before it, and it stays before every write that is under way: so whatever was acknowledged
 * is read, however late it came and whatever the clock did. The cursor follows the reading, and
 * never passes a timer that was not delivered.
 */
final class TimerSlot {
  /** A timer that was read and is not yet behind the cursor. */
  static final class Waiting {
    final Row row;
    private int tries;
    private long notBefore;
    private boolean done;

    private Waiting(Row row) {
      this.row = row;
    }
  }

  private final ArrayDeque<Waiting> window = new ArrayDeque<>();
  private final ArrayDeque<Waiting> ready = new ArrayDeque<>();
  private final PriorityQueue<Waiting> later =
      new PriorityQueue<>(Comparator.comparingLong(waiting -> waiting.notBefore));
  private final TreeMap<Long, Integer> writing = new TreeMap<>();
  private Position read;
  private Position cursor;
  private long horizon;
  private long next;
  private long writtenMeanwhile = Long.MAX_VALUE;
  private @Nullable Read reading;
  private int delivering;

  TimerSlot(Position cursor) {
    this.cursor = cursor;
    this.read = cursor;
    this.horizon = cursor.at();
    this.next = cursor.at();
  }

  /** Finds a place for a timer; it counts as being written until {@link #written}. */
  Row place(Timer timer, long notBefore, long now) {
    var wanted = Math.max(timer.dueMillis(), notBefore);
    var at = Math.max(Math.min(wanted, now + TimerLimits.FURTHEST.toMillis()), horizon + 1);
    writing.merge(at, 1, Integer::sum);
    next = Math.min(next, at);
    writtenMeanwhile = Math.min(writtenMeanwhile, at);
    return new Row(at, timer);
  }

  /** A write has ended: the row can be read, or nobody was told that it is kept. */
  void written(Row row) {
    writing.computeIfPresent(row.at(), (at, count) -> count == 1 ? null : count - 1);
  }

  /** What to read now, if anything; to be answered by {@link #found} or {@link #notRead}. */
  @Nullable Read nextRead(long now) {
    var room = TimerLimits.MOST_READ - window.size();
    if (reading != null || room < TimerLimits.MOST_READ / 2) {
      return null;
    }
    horizon = Math.max(horizon, writing.isEmpty() ? now : Math.min(now, writing.firstKey() - 1));
    if (horizon < next) {
      return null;
    }
    var end = Position.startOf(read.minute() + 1) - 1;
    reading = new Read(read, Math.min(horizon, end), horizon, room);
    writtenMeanwhile = writing.isEmpty() ? Long.MAX_VALUE : writing.firstKey();
    return reading;
  }

  void found(Page page) {
    var asked = reading;
    if (asked == null) {
      throw new IllegalStateException("nothing was to be read");
    }
    reading = null;
    for (var row : page.rows()) {
      var waiting = new Waiting(row);
      window.add(waiting);
      ready.add(waiting);
    }
    if (page.rows().size() >= asked.limit()) {
      read = page.rows().getLast().position();
      next = read.at();
    } else {
      var unread = page.next() == null ? asked.to() + 1 : page.next();
      read = Position.before(Math.min(unread, asked.horizon() + 1));
      next = Math.min(unread, writtenMeanwhile);
    }
    moveCursor();
  }

  void notRead() {
    reading = null;
  }

  /** What to deliver now, oldest first; each to be answered. */
  List<Waiting> nextDeliveries(long now) {
    var chosen = new ArrayList<Waiting>();
    while (delivering < TimerLimits.DELIVERIES_AT_ONCE) {
      var again = later.peek();
      var waiting = again != null && again.notBefore <= now ? later.poll() : ready.poll();
      if (waiting == null) {
        break;
      }
      delivering++;
      chosen.add(waiting);
    }
    return chosen;
  }

  /** The timer had its effect, or stands somewhere further back. */
  void delivered(Waiting waiting) {
    delivering--;
    waiting.done = true;
    moveCursor();
  }

  /** True if it is to be put back: too many tries have failed here. */
  boolean failed(Waiting waiting) {
    waiting.tries++;
    return waiting.tries >= TimerLimits.TRIES_IN_PLACE;
  }

  void retry(Waiting waiting, long now) {
    delivering--;
    var pause = TimerLimits.FIRST_RETRY.toMillis() << Math.min(waiting.tries - 1, 5);
    waiting.notBefore = now + pause;
    later.add(waiting);
  }

  /** Everything up to here was delivered. */
  Position cursor() {
    return cursor;
  }

  /** When there is something to do again, if nothing else happens before. */
  long wakeAt() {
    var retry = later.peek();
    return Math.min(next, retry == null ? Long.MAX_VALUE : retry.notBefore);
  }

  int inMemory() {
    return window.size();
  }

  private void moveCursor() {
    while (!window.isEmpty() && window.peek().done) {
      cursor = window.poll().row.position();
    }
    if (window.isEmpty()) {
      cursor = read;
    }
  }
}
