package baton.work;

import baton.work.InboxStore.State;
import baton.work.ListStore.Stamped;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The list of one holder, as its router writes it: each row into the bucket that has its place, and
 * the numbers of open items with it.
 *
 * <p>What is written is answered when the {@link ListLedger ledger} has it too. Whatever fails ends
 * the router; the next one counts the buckets that may have changed, and who was not answered asks
 * again.
 */
final class HolderList {
  /** Items being written at once; others wait. */
  static final int MOST_WRITING = 256;

  /** Items waiting; whoever finds no room is not answered, and asks again. */
  static final int MOST_WAITING = 2_000;

  private record Filing(ListRow row, Runnable done) {
    String itemId() {
      return row.position().itemId();
    }
  }

  private final ListSizes sizes;
  private final Holder holder;
  private final ListStore store;
  private final InboxStore items;
  private final Later later;
  private final ListIndex index;
  private final ListLedger ledger;
  private final Repacking repacking;
  private final Deque<Filing> waiting = new ArrayDeque<>();
  private final Set<String> writing = new HashSet<>();

  private HolderList(
      ListSizes sizes,
      Holder holder,
      ListStore store,
      InboxStore items,
      Later later,
      InstantSource clock,
      ListIndex index,
      ListLedger ledger) {
    this.sizes = sizes;
    this.holder = holder;
    this.store = store;
    this.items = items;
    this.later = later;
    this.index = index;
    this.ledger = ledger;
    this.repacking =
        new Repacking(sizes, holder, store, later, clock, index, ledger, this::writeWaiting);
  }

  /** What a router knows of its list when it starts. */
  record Loaded(
      ListSizes sizes,
      int epoch,
      ListStore.Index stored,
      List<Bucket> unsettled,
      ListIndex index) {}

  /** Claims the list, reads its index, and counts what an earlier router did not settle. */
  static CompletionStage<Loaded> load(ListSizes sizes, Holder holder, ListStore store) {
    return store
        .claim(holder)
        .thenCompose(epoch ->
            store.index(holder).thenCompose(stored -> load(sizes, holder, store, epoch, stored)));
  }

  private static CompletionStage<Loaded> load(
      ListSizes sizes, Holder holder, ListStore store, int epoch, ListStore.Index stored) {
    var index = new ListIndex(stored, sizes);
    var unsettled =
        index.all().stream()
            .filter(bucket -> stored.notes().unsettled().containsKey(bucket.id))
            .toList();
    var counted =
        unsettled.stream()
            .map(bucket ->
                store
                    .states(holder, bucket.id)
                    .thenAccept(rows -> bucket.count(index.own(bucket, rows)))
                    .toCompletableFuture())
            .toArray(CompletableFuture[]::new);
    return CompletableFuture.allOf(counted)
        .thenApply(done -> new Loaded(sizes, epoch, stored, unsettled, index));
  }

  /** The list goes on when its index is stored as this router knows it. */
  static void start(
      Holder holder,
      ListStore store,
      InboxStore items,
      Later later,
      InstantSource clock,
      Loaded loaded,
      Consumer<HolderList> then) {
    var stored = loaded.stored();
    var ledger = new ListLedger(holder, store, later, loaded.epoch(), loaded.index(), stored);
    for (var bucket : loaded.unsettled()) {
      var before = stored.notes().unsettled().getOrDefault(bucket.id, new ListStore.Counted(0, 0));
      ledger.add(bucket.open - before.open(), bucket.free - before.free());
    }
    var list =
        new HolderList(loaded.sizes(), holder, store, items, later, clock, loaded.index(), ledger);
    list.repacking.takeOver(stored.notes().building());
    ledger.inherit(loaded.unsettled());
    ledger.whenWritten(() -> {
      loaded.unsettled().forEach(list.repacking::consider);
      then.accept(list);
    });
  }

  /** Writes a row if it is newer than what is there, and says when the list shows it. */
  void file(ListRow row, Runnable done) {
    if (waiting.size() < MOST_WAITING) {
      waiting.add(new Filing(row, done));
      writeWaiting();
    }
  }

  /** Time has passed: what is no longer read can be dropped. */
  void tick() {
    repacking.dropWhatLeft();
  }

  /** Counts again what is known: earlier routers cannot write any more by now. */
  void countAgain() {
    ledger.trustNotes();
    index.all().stream().filter(bucket -> bucket.counted).forEach(repacking::doubt);
  }

  private void writeWaiting() {
    var again = new ArrayList<Filing>();
    while (!waiting.isEmpty() && writing.size() < MOST_WRITING) {
      var filing = waiting.removeFirst();
      var bucket = writing.contains(filing.itemId()) ? null : bucketFor(filing.row());
      if (bucket == null) {
        again.add(filing);
      } else {
        begin(filing, bucket);
      }
    }
    again.reversed().forEach(waiting::addFirst);
  }

  /** Null if it has to wait. */
  private @Nullable Bucket bucketFor(ListRow row) {
    var bucket = index.at(row.position());
    if (bucket == null) {
      return appended(row);
    }
    if (bucket.closed) {
      return null;
    }
    if (!bucket.counted) {
      count(bucket);
      return null;
    }
    var full = bucket.rows + bucket.writing >= sizes.rowsOfBucket();
    var newer = InboxQuery.Order.OLDEST.compare(row.position(), bucket.newest) > 0;
    return full && newer && index.isLast(bucket) ? appended(row) : bucket;
  }

  private Bucket appended(ListRow row) {
    var last = index.last();
    var bucket = Bucket.empty(last == null ? row.position() : row.position().between(last.newest));
    index.append(bucket);
    return bucket;
  }

  private void count(Bucket bucket) {
    bucket.closed = true;
    later.then(
        store.states(holder, bucket.id),
        rows -> {
          bucket.count(index.own(bucket, rows));
          bucket.closed = false;
          writeWaiting();
          repacking.next();
        });
  }

  private void begin(Filing filing, Bucket bucket) {
    writing.add(filing.itemId());
    bucket.writing++;
    bucket.reach(filing.row().position());
    ledger.note(
        bucket,
        () ->
            later.then(
                store.row(holder, bucket.id, filing.row().position()),
                there -> look(filing, bucket, there)));
  }

  private void look(Filing filing, Bucket bucket, Optional<Stamped> there) {
    var row = filing.row();
    var before = there.map(Stamped::state).orElse(null);
    if (there.isPresent() && there.get().stamp() >= row.stamp()) {
      end(filing, bucket);
    } else if (ledger.repacked && row.state().open() && (before == null || !before.open())) {
      // a later one may have closed it, and its row been left out when its bucket was copied
      later.then(
          items.known(filing.itemId()),
          known -> {
            if (known.revision() > InboxStore.revision(row.stamp())) {
              end(filing, bucket);
            } else {
              write(filing, bucket, before);
            }
          });
    } else {
      // also what was never open here: an earlier router may be opening it still
      write(filing, bucket, before);
    }
  }

  private void write(Filing filing, Bucket bucket, @Nullable State before) {
    var row = filing.row();
    later.then(
        store.write(holder, bucket.id, row),
        done -> {
          var open = bucket.open;
          var free = bucket.free;
          bucket.change(before, row.state());
          bucket.rows += before == null ? 1 : 0;
          ledger.add(bucket.open - open, bucket.free - free);
          end(filing, bucket);
          repacking.consider(bucket);
        });
  }

  private void end(Filing filing, Bucket bucket) {
    bucket.writing--;
    writing.remove(filing.itemId());
    ledger.whenWritten(filing.done());
    repacking.begin();
    writeWaiting();
  }
}
