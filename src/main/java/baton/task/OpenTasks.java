package baton.task;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of one type: which wait, in the order they came, and who has which until when. Pure;
 * times are milliseconds of any one clock.
 */
final class OpenTasks {
  /** A task in the hands of a worker; the number tells leases of this queue's life apart. */
  record Lease(Task task, long number, long until) {}

  private static final class Entry {
    final Task task;
    final long order;
    @Nullable Lease lease;

    Entry(Task task, long order) {
      this.task = task;
      this.order = order;
    }
  }

  private final Map<TaskId, Entry> entries = new HashMap<>();
  private final TreeMap<Long, Entry> waiting = new TreeMap<>();
  private final PriorityQueue<Lease> ends =
      new PriorityQueue<>((one, other) -> Long.compare(one.until(), other.until()));
  private long orders;
  private long leases;

  /** False if there is no room; a task that is known already changes nothing. */
  boolean offer(Task task) {
    if (entries.containsKey(task.id())) {
      return true;
    }
    if (entries.size() >= TaskLimits.TASKS_OF_A_TYPE) {
      return false;
    }
    var entry = new Entry(task, orders++);
    entries.put(task.id(), entry);
    waiting.put(entry.order, entry);
    return true;
  }

  boolean knows(TaskId id) {
    return entries.containsKey(id);
  }

  void remove(TaskId id) {
    var entry = entries.remove(id);
    if (entry != null) {
      waiting.remove(entry.order);
    }
  }

  int waiting() {
    return waiting.size();
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  /** Hands out the oldest that wait, as many as fit into one answer, at least one. */
  List<Lease> take(int max, long until) {
    var taken = new ArrayList<Lease>();
    var bytes = 0L;
    while (taken.size() < max && !waiting.isEmpty()) {
      var entry = waiting.firstEntry().getValue();
      bytes += entry.task.bytes();
      if (!taken.isEmpty() && bytes > TaskLimits.BYTES_AT_ONCE) {
        break;
      }
      waiting.pollFirstEntry();
      taken.add(lease(entry, leases++, until));
    }
    return taken;
  }

  private Lease lease(Entry entry, long number, long until) {
    var lease = new Lease(entry.task, number, until);
    entry.lease = lease;
    ends.add(lease);
    return lease;
  }

  /** Whether this is the newest lease of the task; if so it lasts at least until then. */
  boolean extend(TaskId id, long number, long until) {
    var entry = entries.get(id);
    if (entry == null || entry.lease == null || entry.lease.number() != number) {
      return false;
    }
    if (until > entry.lease.until()) {
      lease(entry, number, until);
    }
    return true;
  }

  /** If this is the newest lease of the task, it waits again where it stood. */
  void giveBack(TaskId id, long number) {
    var entry = entries.get(id);
    if (entry != null && entry.lease != null && entry.lease.number() == number) {
      ends.remove(entry.lease);
      entry.lease = null;
      waiting.put(entry.order, entry);
    }
  }

  /** What was not ended in time waits again, before all that came later. */
  void expire(long now) {
    while (!ends.isEmpty() && ends.peek().until() <= now) {
      var ended = ends.poll();
      var entry = entries.get(ended.task().id());
      if (entry != null && ended.equals(entry.lease)) {
        entry.lease = null;
        waiting.put(entry.order, entry);
      }
    }
  }

  /** When the next lease may end; {@link Long#MAX_VALUE} if none does. */
  long nextEnd() {
    return ends.isEmpty() ? Long.MAX_VALUE : ends.peek().until();
  }
}
