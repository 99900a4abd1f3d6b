package baton.work;

import baton.work.InboxStore.State;
import baton.work.ListStore.BucketAt;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the router of a list knows of one bucket of it. */
final class Bucket {
  /** Nothing in it, and nothing of this bucket in another, is older; but in the first bucket. */
  final InboxPosition from;

  final UUID id;

  /** Whether the numbers below are known. */
  boolean counted;

  int rows;
  int open;
  int free;

  /** The newest item that was ever put into it. */
  InboxPosition newest;

  /** How many items are being written into it. */
  int writing;

  /** Nothing is written into it now: it is counted or copied. */
  boolean closed;

  /** Its numbers may be wrong: an earlier router may have written into it late. */
  boolean doubtful;

  /** The stored notes say that it may have changed. */
  boolean noted;

  private Bucket(InboxPosition from, UUID id) {
    this.from = from;
    this.id = id;
    this.newest = from;
  }

  static Bucket known(BucketAt at) {
    return new Bucket(at.from(), at.id());
  }

  static Bucket empty(InboxPosition from) {
    var bucket = new Bucket(from, UUID.randomUUID());
    bucket.counted = true;
    return bucket;
  }

  BucketAt at() {
    return new BucketAt(from, id);
  }

  /** Counts its rows, which are all that are its own. */
  void count(List<ListRow> all) {
    counted = true;
    doubtful = false;
    rows = all.size();
    open = 0;
    free = 0;
    for (var row : all) {
      change(null, row.state());
      reach(row.position());
    }
  }

  /** A row went from one state to another; from none: it is new, and already in {@code rows}. */
  void change(@Nullable State from, State to) {
    open += (to.open() ? 1 : 0) - (from != null && from.open() ? 1 : 0);
    free += (to == State.OPEN ? 1 : 0) - (from == State.OPEN ? 1 : 0);
  }

  void reach(InboxPosition position) {
    if (InboxQuery.Order.OLDEST.compare(position, newest) > 0) {
      newest = position;
    }
  }
}
