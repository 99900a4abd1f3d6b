package baton.work;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** One list of rows in the order of a query, read some at a time. */
interface InboxSource {
  /** The next rows, some of at most so many; none at the end. */
  CompletionStage<List<ListRow>> next(int atMost);
}
