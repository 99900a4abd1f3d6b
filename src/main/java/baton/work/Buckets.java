package baton.work;

import baton.work.InboxStore.Bucket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which bucket of one holder's list takes an item, and which buckets may be drained.
 *
 * <p>Closed items are never deleted, so a reader skips them. Buckets bound how many: a bucket takes
 * {@link #MOST_ROWS} items; a full one whose items are all closed is drained, is never written open
 * again, and is not read for open items any more. So a reader skips fewer than {@link #MOST_ROWS}
 * closed rows for each bucket that still has an open one.
 */
final class Buckets {
  static final int MOST_ROWS = 1_000;

  /** Items whose bucket is remembered until their row has surely been written. */
  private static final int MOST_RECENT = 10_000;

  /** The bucket for an item; a fresh one has to be written before its rows. */
  record Choice(int bucket, boolean fresh) {}

  private final SortedSet<Integer> open = new TreeSet<>();
  private final SortedSet<Integer> touched = new TreeSet<>();
  private final Map<Integer, Integer> writing = new LinkedHashMap<>();
  private final Map<String, Integer> recent =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
          return size() > MOST_RECENT;
        }
      };
  private int newest;
  private int rowsInNewest;
  private int looking = WorkRouter.NO_BUCKET;

  Buckets(List<Bucket> known, int rowsInNewest) {
    this.newest = newestOf(known);
    this.rowsInNewest = rowsInNewest;
    for (var bucket : known) {
      if (!bucket.drained()) {
        open.add(bucket.number());
      }
    }
    touched.addAll(open.headSet(newest));
  }

  static int newestOf(List<Bucket> known) {
    return known.stream().mapToInt(Bucket::number).max().orElse(WorkRouter.NO_BUCKET);
  }

  /** Where to write an item; an item that opens does not go into a bucket that is drained. */
  Choice choose(String itemId, int known, boolean opening) {
    if (known > newest) {
      adopt(known);
    }
    var before = Math.max(known, recent.getOrDefault(itemId, WorkRouter.NO_BUCKET));
    if (before != WorkRouter.NO_BUCKET && (open.contains(before) || !opening)) {
      begin(before, opening);
      return new Choice(before, false);
    }
    var fresh = newest == WorkRouter.NO_BUCKET || rowsInNewest >= MOST_ROWS;
    if (fresh) {
      touched.add(newest);
      newest++;
      open.add(newest);
      rowsInNewest = 0;
    }
    rowsInNewest++;
    recent.put(itemId, newest);
    begin(newest, opening);
    return new Choice(newest, fresh);
  }

  /** A router of this holder that another node had a moment ago began it. */
  private void adopt(int bucket) {
    newest = bucket;
    rowsInNewest = 0;
    open.add(bucket);
  }

  private void begin(int bucket, boolean opening) {
    if (opening) {
      writing.merge(bucket, 1, Integer::sum);
      if (looking == bucket) {
        looking = WorkRouter.NO_BUCKET;
      }
    }
  }

  /** The row is there, or its writing failed. */
  void written(int bucket, boolean opening) {
    if (opening) {
      writing.computeIfPresent(bucket, (b, count) -> count == 1 ? null : count - 1);
    } else {
      touched.add(bucket);
    }
  }

  /** The next full bucket in which something closed, to be looked at; none while one is. */
  int nextToLookAt() {
    for (var bucket : List.copyOf(touched)) {
      if (!open.contains(bucket)) {
        touched.remove(bucket);
      } else if (bucket < newest && !writing.containsKey(bucket)) {
        touched.remove(bucket);
        looking = bucket;
        return bucket;
      }
    }
    return WorkRouter.NO_BUCKET;
  }

  /** Nothing in it was open when it was read; true if nothing was opened in it since either. */
  boolean drain(int bucket) {
    if (looking != bucket) {
      return false;
    }
    looking = WorkRouter.NO_BUCKET;
    open.remove(bucket);
    return true;
  }
}
