package baton.flow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Records that are kept for one test, with all that is promised of them. */
final class RecordsInMemory implements Records {
  final Map<String, RecordType> types = new HashMap<>();
  final TreeMap<String, Stored> stored = new TreeMap<>();
  final Map<String, Answer> answered = new HashMap<>();
  final List<String> changes = new ArrayList<>();
  int pages;
  boolean down;

  RecordsInMemory with(String type, String id, String fields) {
    stored.put(type + "/" + id, new Stored(type, id, 1, FlowsForTests.values(fields)));
    return this;
  }

  RecordsInMemory with(RecordType type) {
    types.put(type.name(), type);
    return this;
  }

  /** The fields of a record as it stands; null where there is none. */
  @Nullable Map<String, JsonNode> fields(String type, String id) {
    var found = stored.get(type + "/" + id);
    return found == null ? null : found.fields();
  }

  private <T> CompletionStage<T> answer(T value) {
    return down
        ? CompletableFuture.failedStage(new java.io.IOException("no answer"))
        : CompletableFuture.completedStage(value);
  }

  @Override
  public CompletionStage<Optional<RecordType>> type(String name) {
    return answer(Optional.ofNullable(types.get(name)));
  }

  @Override
  public CompletionStage<Optional<Stored>> read(String type, String id) {
    return answer(Optional.ofNullable(stored.get(type + "/" + id)));
  }

  @Override
  public CompletionStage<Page> list(String type, @Nullable String after, int most) {
    pages++;
    var begin = after == null ? type + "/" : after;
    var found =
        stored.tailMap(begin, after == null).values().stream()
            .filter(each -> each.type().equals(type))
            .limit(most)
            .toList();
    var last = found.isEmpty() ? null : found.get(found.size() - 1);
    return answer(
        new Page(found, last == null || found.size() < most ? null : type + "/" + last.id()));
  }

  @Override
  public CompletionStage<Answer> create(
      String type, String id, Map<String, JsonNode> fields, Change change) {
    return change(
        type,
        id,
        change,
        stored.containsKey(type + "/" + id)
            ? new Refused("There is a %s %s already.".formatted(type, id))
            : new Done(new Stored(type, id, 1, fields)));
  }

  @Override
  public CompletionStage<Answer> update(
      String type, String id, Map<String, JsonNode> fields, Change change) {
    var before = stored.get(type + "/" + id);
    if (before == null) {
      return change(type, id, change, new Refused("There is no %s %s.".formatted(type, id)));
    }
    var all = new LinkedHashMap<>(before.fields());
    all.putAll(fields);
    all.values().removeIf(JsonNode::isNull);
    return change(type, id, change, new Done(new Stored(type, id, before.version() + 1, all)));
  }

  @Override
  public CompletionStage<Answer> delete(String type, String id, Change change) {
    var before = stored.getOrDefault(type + "/" + id, new Stored(type, id, 0, Map.of()));
    var answer = change(type, id, change, new Done(before));
    if (!down) {
      stored.remove(type + "/" + id);
    }
    return answer;
  }

  private CompletionStage<Answer> change(String type, String id, Change change, Answer answer) {
    if (down) {
      return answer(answer);
    }
    var before = answered.get(change.key());
    if (before != null) {
      return answer(before);
    }
    answered.put(change.key(), answer);
    changes.add(change.key());
    if (answer instanceof Done done) {
      stored.put(type + "/" + id, done.record());
    }
    return answer(answer);
  }
}
