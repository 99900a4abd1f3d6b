package baton.flow;

import baton.expression.ExpressionFailed;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Goes through all records of a type, page by page, until enough of them was seen. */
final class RecordScan {
  private static final int PAGE = 500;

  private final Records records;
  private final String type;
  private final Consumer<Records.Stored> see;
  private final BooleanSupplier enough;
  private int seen;

  private RecordScan(
      Records records, String type, Consumer<Records.Stored> see, BooleanSupplier enough) {
    this.records = records;
    this.type = type;
    this.see = see;
    this.enough = enough;
  }

  /** Fails with {@link ActionFailed} where there are more records than may be looked at. */
  static CompletionStage<Void> through(
      Records records, String type, Consumer<Records.Stored> see, BooleanSupplier enough) {
    return new RecordScan(records, type, see, enough).from(null);
  }

  private CompletionStage<Void> from(@Nullable String after) {
    return records.list(type, after, PAGE).thenCompose(this::page);
  }

  private CompletionStage<Void> page(Records.Page page) {
    for (var record : page.records()) {
      if (enough.getAsBoolean()) {
        return CompletableFuture.completedStage(null);
      }
      if (++seen > FlowLimits.MAX_RECORDS_SEEN) {
        throw ActionFailed.forGood(
            "There are more than %,d records of type %s to look at; name the record by its id."
                .formatted(FlowLimits.MAX_RECORDS_SEEN, type));
      }
      try {
        see.accept(record);
      } catch (ExpressionFailed failed) {
        throw ActionFailed.forGood(
            "%s %s cannot be compared: %s".formatted(type, record.id(), failed.getMessage()));
      }
    }
    return page.next() == null ? CompletableFuture.completedStage(null) : from(page.next());
  }
}
