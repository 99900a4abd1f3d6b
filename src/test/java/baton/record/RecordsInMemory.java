package baton.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;

/** Records without actors and without a store: the decider, and what it decided. */
public final class RecordsInMemory implements Records, baton.http.Doors.RecordTypeDoor {
  private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

  private final Map<String, RecordState> states = new ConcurrentSkipListMap<>();

  @Override
  public CompletionStage<Answer> create(
      RecordKey key, Map<String, JsonNode> fields, Request request) {
    return told(key, new BusinessRecord.Create(fields, request.key(), request.by(), null));
  }

  @Override
  public CompletionStage<Answer> put(
      RecordKey key, Map<String, JsonNode> fields, Expected expected, Request request) {
    return told(key, new BusinessRecord.Put(fields, expected, request.key(), request.by(), null));
  }

  @Override
  public CompletionStage<Answer> patch(
      RecordKey key, Map<String, JsonNode> fields, Expected expected, Request request) {
    return told(key, new BusinessRecord.Patch(fields, expected, request.key(), request.by(), null));
  }

  @Override
  public CompletionStage<Answer> delete(RecordKey key, Expected expected, Request request) {
    return told(key, new BusinessRecord.Delete(expected, request.key(), request.by(), null));
  }

  private synchronized CompletionStage<Answer> told(RecordKey key, BusinessRecord.Request request) {
    if (!key.problems().isEmpty()) {
      return done(
          new Answer.Refused(RecordDecision.Reason.INVALID_INPUT, "no key", key.problems()));
    }
    var state = states.getOrDefault(key.written(), new RecordState.Absent());
    return done(
        switch (RecordDecider.decide(key, state, request, NOW)) {
          case RecordDecision.Rejected no ->
              new Answer.Refused(no.reason(), no.detail(), no.problems());
          case RecordDecision.Unchanged ignored -> new Answer.Done(view(state), false, false);
          case RecordDecision.Accepted yes -> {
            var after = state.apply(yes.event());
            states.put(key.written(), after);
            yield new Answer.Done(view(after), yes.event() instanceof RecordEvent.Created, true);
          }
        });
  }

  @Override
  public CompletionStage<Optional<RecordView>> record(RecordKey key) {
    return done(Optional.ofNullable(states.get(key.written())).map(RecordsInMemory::view));
  }

  @Override
  public CompletionStage<Page> list(
      String type, Predicate<RecordView> filter, int limit, Optional<String> cursor) {
    var found =
        states.values().stream()
            .map(RecordsInMemory::view)
            .filter(r -> r.type().equals(type) && !r.deleted() && filter.test(r))
            .filter(r -> cursor.isEmpty() || r.id().compareTo(cursor.get()) > 0)
            .limit(limit)
            .toList();
    return done(
        new Page(
            found, found.size() == limit ? Optional.of(found.getLast().id()) : Optional.empty()));
  }

  private final Map<String, RecordType> types = new ConcurrentSkipListMap<>();

  @Override
  public CompletionStage<Optional<RecordType>> type(String name) {
    return done(Optional.ofNullable(types.get(name)));
  }

  @Override
  public CompletionStage<List<RecordType>> types() {
    return done(List.copyOf(types.values()));
  }

  @Override
  public CompletionStage<List<RecordProblem>> put(RecordType type, String by) {
    if (type.problems().isEmpty()) {
      types.put(type.name(), type);
    }
    return done(type.problems());
  }

  private static RecordView view(RecordState state) {
    return RecordView.of((RecordState.Existing) state);
  }

  private static <T> CompletionStage<T> done(T value) {
    return CompletableFuture.completedStage(value);
  }
}
