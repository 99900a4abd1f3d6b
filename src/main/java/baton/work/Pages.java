package baton.work;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** All rows of a result that comes page by page. */
final class Pages {
  private Pages() {}

  static <T> CompletionStage<List<T>> all(
      CompletionStage<AsyncResultSet> result, Function<Row, T> read) {
    var found = new ArrayList<T>();
    return result.thenCompose(page -> collect(page, read, found));
  }

  private static <T> CompletionStage<List<T>> collect(
      AsyncResultSet page, Function<Row, T> read, List<T> found) {
    page.currentPage().forEach(row -> found.add(read.apply(row)));
    return page.hasMorePages()
        ? page.fetchNextPage().thenCompose(next -> collect(next, read, found))
        : CompletableFuture.completedFuture(found);
  }
}
