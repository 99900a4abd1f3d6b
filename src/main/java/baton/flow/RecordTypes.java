package baton.flow;

import baton.flow.Records.RecordType;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Finds out what is known of several types of records. */
final class RecordTypes {
  private RecordTypes() {}

  /** By name, without those of which nothing is known. */
  static CompletionStage<Map<String, RecordType>> of(Records records, Collection<String> names) {
    var found = new HashMap<String, RecordType>();
    CompletionStage<Void> asked = CompletableFuture.completedStage(null);
    for (var name : names) {
      asked =
          asked
              .thenCompose(nothing -> records.type(name))
              .thenAccept(type -> type.ifPresent(known -> found.put(name, known)));
    }
    return asked.thenApply(nothing -> found);
  }
}
