package baton.app;

import baton.record.RecordKey;
import baton.record.RecordProblem;
import baton.record.ShardedRecords;
import baton.run.Run;
import baton.run.RunSurroundings;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Has records count runs among those that they tell of their changes. */
record WatchedRecords(ShardedRecords records) implements RunSurroundings.Records {
  @Override
  public CompletionStage<Run.RecordAnswered> follow(String runId, String type, String id) {
    var key = new RecordKey(type, id);
    var problems = key.problems();
    if (!problems.isEmpty()) {
      var why = problems.stream().map(RecordProblem::message).collect(Collectors.joining(" "));
      return CompletableFuture.completedStage(answer(key, 0, Map.of(), why));
    }
    return records
        .watch(key, runId)
        .thenApply(found ->
            found
                .map(record -> answer(key, record.version(), record.fields(), null))
                .orElseGet(() -> answer(key, 0, Map.of(), null)));
  }

  private static Run.RecordAnswered answer(
      RecordKey key, long version, Map<String, JsonNode> fields, @Nullable String refused) {
    return new Run.RecordAnswered(key.type(), key.id(), version, fields, refused);
  }
}
