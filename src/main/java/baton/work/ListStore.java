package baton.work;

import baton.work.InboxStore.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Where lists of open items are kept: rows in buckets, and for each list an index of its buckets.
 *
 * <p>A bucket has the items from its place on, up to the place of the next; the first one also has
 * what is older. The index is written by the one router of the holder: each router begins by {@link
 * #claim claiming} the list with a higher epoch, which beats everything that an earlier one writes
 * into the index from then on.
 */
interface ListStore {
  /** A bucket in an index. */
  record BucketAt(InboxPosition from, UUID id) {}

  /** A page of an index. */
  record PageAt(InboxPosition from, int number) {}

  /**
   * What readers begin with.
   *
   * @param version of the structure: which buckets and pages there are
   * @param free open and claimed by nobody
   * @param first the buckets of page 0, which often is all there is
   */
  record Head(int version, List<PageAt> pages, int open, int free, List<BucketAt> first) {}

  /** A page as it is in a version of the structure. */
  record Page(int version, List<BucketAt> buckets) {}

  /** How many items of a bucket are in the numbers of its list. */
  record Counted(int open, int free) {}

  /**
   * What a router notes for the next one.
   *
   * @param unsettled buckets in which something may have changed since they were counted
   * @param leaving buckets that are no longer in the index, and when to delete them
   * @param building buckets that are not yet in the index
   * @param repacked closed rows have been left out of copies
   */
  record Notes(
      Map<UUID, Counted> unsettled,
      Map<UUID, Instant> leaving,
      Set<UUID> building,
      boolean repacked) {
    static final Notes NONE = new Notes(Map.of(), Map.of(), Set.of(), false);
  }

  /** A whole index, as a router reads it when it starts. */
  record Index(
      int version,
      List<PageAt> pages,
      Map<Integer, List<BucketAt>> buckets,
      int open,
      int free,
      Notes notes) {
    static final Index EMPTY = new Index(0, List.of(), Map.of(), 0, 0, Notes.NONE);
  }

  /** Some of an index, all written at once. */
  record IndexPart(
      int version,
      List<PageAt> pages,
      Map<Integer, List<BucketAt>> changed,
      int open,
      int free,
      Notes notes) {}

  /** The state and stamp of a row. */
  record Stamped(State state, long stamp) {}

  /** A new epoch, higher than any before. */
  CompletionStage<Integer> claim(Holder holder);

  /** The latest epoch; 0 before the first. */
  CompletionStage<Integer> epoch(Holder holder);

  CompletionStage<Index> index(Holder holder);

  CompletionStage<Void> writeIndex(Holder holder, IndexPart part, long stamp);

  CompletionStage<Optional<Head>> head(Holder holder);

  CompletionStage<Optional<Page>> page(Holder holder, int number);

  CompletionStage<Optional<Stamped>> row(Holder holder, UUID bucket, InboxPosition position);

  CompletionStage<Void> write(Holder holder, UUID bucket, ListRow row);

  /** Rows of a bucket behind a place. */
  CompletionStage<List<ListRow>> rows(
      Holder holder, UUID bucket, InboxQuery.Order order, @Nullable InboxPosition after, int limit);

  /** All rows of a bucket, the oldest first. */
  CompletionStage<List<ListRow>> rows(Holder holder, UUID bucket);

  /** All rows of a bucket without their items. */
  CompletionStage<List<ListRow>> states(Holder holder, UUID bucket);

  /** Deletes a bucket whole. */
  CompletionStage<Void> drop(Holder holder, UUID bucket);
}
