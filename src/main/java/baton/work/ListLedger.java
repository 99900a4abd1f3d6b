package baton.work;

import baton.work.ListStore.Counted;
import baton.work.ListStore.Index;
import baton.work.ListStore.IndexPart;
import baton.work.ListStore.Notes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The stored index of one list as its router keeps it: the structure, the numbers, and what the
 * next router has to look at.
 *
 * <p>One write carries whatever came up during the write before it. After each, the epoch is read:
 * whoever waits is told only if this router still was the holder's when everything that it had
 * written before was there. A router that starts reads after its claim, so it finds all of that.
 */
final class ListLedger {
  /** Buckets noted as changed; a router that starts after a crash counts these again. */
  static final int MOST_UNSETTLED = 128;

  /** Buckets that earlier routers noted, until their writes have surely arrived. */
  private static final int MOST_INHERITED = 2 * MOST_UNSETTLED;

  /** Another router has claimed the list. */
  static final class Superseded extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    Superseded(Holder holder) {
      super("another router keeps the list of " + holder);
    }
  }

  private final Holder holder;
  private final ListStore store;
  private final Later later;
  private final int epoch;
  private final ListIndex index;
  private final Set<Bucket> unsettled = new LinkedHashSet<>();
  private final Set<Bucket> inherited = new HashSet<>();
  final Map<UUID, Instant> leaving;
  final Set<UUID> building = new LinkedHashSet<>();
  boolean repacked;
  private int open;
  private int free;
  private long written;
  private boolean writing;
  private List<Runnable> waiting = new ArrayList<>();

  ListLedger(
      Holder holder, ListStore store, Later later, int epoch, ListIndex index, Index stored) {
    this.holder = holder;
    this.store = store;
    this.later = later;
    this.epoch = epoch;
    this.index = index;
    this.leaving = new LinkedHashMap<>(stored.notes().leaving());
    this.repacked = stored.notes().repacked();
    this.open = stored.open();
    this.free = stored.free();
  }

  /** The numbers of a bucket are other than they were. */
  void add(int moreOpen, int moreFree) {
    open += moreOpen;
    free += moreFree;
  }

  /** Earlier routers may still write into these: whoever comes next has to count them, too. */
  void inherit(List<Bucket> buckets) {
    inherited.addAll(buckets);
    unsettled.addAll(buckets);
  }

  /** Earlier routers do not write any more. */
  void trustNotes() {
    inherited.clear();
  }

  /** Goes on when the stored notes say that this bucket may have changed. */
  void note(Bucket bucket, Runnable then) {
    if (bucket.noted) {
      then.run();
    } else {
      unsettled.add(bucket);
      whenWritten(then);
    }
  }

  /** The bucket is not in the index any more. */
  void forget(Bucket bucket) {
    unsettled.remove(bucket);
  }

  /** Goes on when all that is known now is stored, and this router still was the holder's. */
  void whenWritten(Runnable then) {
    waiting.add(then);
    write();
  }

  private void write() {
    if (writing || waiting.isEmpty()) {
      return;
    }
    writing = true;
    var told = waiting;
    waiting = new ArrayList<>();
    settleSome();
    var noted = List.copyOf(unsettled);
    later.then(
        store.writeIndex(holder, part(), stamp()).thenCompose(done -> store.epoch(holder)),
        latest -> {
          if (latest != epoch) {
            throw new Superseded(holder);
          }
          noted.stream().filter(unsettled::contains).forEach(bucket -> bucket.noted = true);
          writing = false;
          told.forEach(Runnable::run);
          write();
        });
  }

  /** The numbers that are stored together with the notes have all of what is left out of them. */
  private void settleSome() {
    var some = unsettled.iterator();
    while (unsettled.size() > MOST_UNSETTLED && some.hasNext()) {
      var bucket = some.next();
      if (bucket.writing == 0
          && (!inherited.contains(bucket) || inherited.size() > MOST_INHERITED)) {
        inherited.remove(bucket);
        some.remove();
        bucket.noted = false;
      }
    }
  }

  private IndexPart part() {
    var counted = new LinkedHashMap<UUID, Counted>();
    unsettled.forEach(bucket -> counted.put(bucket.id, new Counted(bucket.open, bucket.free)));
    return new IndexPart(
        index.version(),
        index.pages(),
        index.takeChanged(),
        open,
        free,
        new Notes(counted, Map.copyOf(leaving), Set.copyOf(building), repacked));
  }

  /** Higher than all of a router with a lower epoch. */
  private long stamp() {
    return ((long) epoch << Integer.SIZE) + ++written;
  }
}
