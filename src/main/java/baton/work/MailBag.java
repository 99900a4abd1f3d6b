package baton.work;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The mails of one slot that wait, by when they are due, and what is known to be over. */
final class MailBag {
  /** Waiting mails held in memory, by id only; more stay in the table until there is room. */
  static final int MOST_WAITING = 20_000;

  private static final int MOST_OVER = 20_000;

  private record Due(Instant at, long minute, UUID id) implements Comparable<Due> {
    private static final Comparator<Due> ORDER =
        Comparator.comparing(Due::at).thenComparing(Due::minute).thenComparing(Due::id);

    @Override
    public int compareTo(Due other) {
      return ORDER.compare(this, other);
    }
  }

  private final TreeSet<Due> due = new TreeSet<>();
  private final Map<UUID, Due> waiting = new HashMap<>();
  private final TreeMap<Long, Integer> minutes = new TreeMap<>();
  private final Set<UUID> over =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<UUID, Boolean> eldest) {
              return size() > MOST_OVER;
            }
          });

  boolean isFull() {
    return waiting.size() >= MOST_WAITING;
  }

  /** Adds a mail that is not known yet; it is due at once. */
  void add(UUID id, long minute, Instant now) {
    if (!over.contains(id) && !waiting.containsKey(id)) {
      put(new Due(now, minute, id));
    }
  }

  @Nullable UUID next() {
    return due.isEmpty() ? null : due.first().id();
  }

  @Nullable Instant nextDue() {
    return due.isEmpty() ? null : due.first().at();
  }

  void postpone(UUID id, Instant until) {
    var before = take(id);
    if (before != null) {
      put(new Due(until, before.minute(), id));
    }
  }

  void finish(UUID id) {
    take(id);
    over.add(id);
  }

  /** The minute before which nothing waits here; null if nothing waits at all. */
  @Nullable Long oldestMinute() {
    return minutes.isEmpty() ? null : minutes.firstKey();
  }

  private void put(Due entry) {
    due.add(entry);
    waiting.put(entry.id(), entry);
    minutes.merge(entry.minute(), 1, Integer::sum);
  }

  private @Nullable Due take(UUID id) {
    var entry = waiting.remove(id);
    if (entry != null) {
      due.remove(entry);
      minutes.computeIfPresent(entry.minute(), (m, count) -> count == 1 ? null : count - 1);
    }
    return entry;
  }
}
