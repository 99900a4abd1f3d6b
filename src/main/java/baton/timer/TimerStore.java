package baton.timer;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Where the timers of all slots are kept. */
interface TimerStore {
  /** What a keeper begins with: an epoch that is its own, and all up to the cursor delivered. */
  record Opened(long epoch, Position cursor) {}

  /**
   * What to read: the first timers behind a place, all in its minute.
   *
   * @param to the last moment, inclusive
   * @param horizon nobody writes at or before it any more, and all there is can be seen
   */
  record Read(Position from, long to, long horizon, int limit) {}

  /**
   * What was read, in order. With fewer rows than asked for, nothing else is up to the end.
   *
   * @param next if there were no rows: where to look next, nothing lies between; else null
   */
  record Page(List<Row> rows, @Nullable Long next) {}

  /** Takes the next epoch; a slot that never had one begins at the given moment. */
  CompletionStage<Opened> open(int slot, long beginning);

  /** The newest epoch that anybody has taken. */
  CompletionStage<Long> epoch(int slot);

  /** Writes rows of one minute; done when all of them are durable. */
  CompletionStage<Void> write(int slot, List<Row> rows, long now);

  CompletionStage<Page> read(int slot, Read read);

  CompletionStage<Void> moveCursor(int slot, long epoch, Position cursor);
}
