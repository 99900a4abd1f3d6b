package baton.record;

import static baton.record.RecordDecision.accept;
import static baton.record.RecordDecision.reject;
import static baton.record.RecordDecision.unchanged;

import baton.expression.Values;
import baton.record.RecordDecision.Reason;
import baton.record.RecordState.Absent;
import baton.record.RecordState.Existing;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Decides what a command means for a record. Pure: no clock, no actor, no configuration. */
final class RecordDecider {
  private final RecordKey key;
  private final Instant now;

  private RecordDecider(RecordKey key, Instant now) {
    this.key = key;
    this.now = now;
  }

  /**
   * Every command that is decided against the state, one function each. A request that was granted
   * before changes nothing.
   */
  static RecordDecision decide(
      RecordKey key, RecordState state, BusinessRecord.Request command, Instant now) {
    if (state instanceof Existing found && found.knows(command.request())) {
      return unchanged();
    }
    var decider = new RecordDecider(key, now);
    return switch (command) {
      case BusinessRecord.Create c -> decider.create(state, c);
      case BusinessRecord.Put c -> decider.put(state, c);
      case BusinessRecord.Patch c -> decider.patch(state, c);
      case BusinessRecord.Delete c -> decider.delete(state, c);
    };
  }

  private RecordDecision create(RecordState state, BusinessRecord.Create command) {
    return switch (state) {
      case Existing ignored ->
          reject(Reason.EXISTS, key + " exists already; change it, or choose another id");
      case Absent ignored -> created(command.fields(), command.request(), command.by());
    };
  }

  private RecordDecision created(Map<String, JsonNode> given, @Nullable String request, String by) {
    var fields = present(given);
    var problems = RecordFields.problems(fields);
    return problems.isEmpty()
        ? accept(new RecordEvent.Created(key.type(), key.id(), fields, request, by, now))
        : invalid(problems);
  }

  private RecordDecision put(RecordState state, BusinessRecord.Put command) {
    var misfit = misfit(state, command.expected());
    if (misfit != null) {
      return misfit;
    }
    return switch (state) {
      case Absent ignored -> created(command.fields(), command.request(), command.by());
      case Existing found when found.deleted() -> deleted();
      case Existing found -> changed(found, present(command.fields()), command);
    };
  }

  /** A null takes a field away. */
  private RecordDecision patch(RecordState state, BusinessRecord.Patch command) {
    var misfit = misfit(state, command.expected());
    if (misfit != null) {
      return misfit;
    }
    return switch (state) {
      case Absent ignored -> notFound();
      case Existing found when found.deleted() -> deleted();
      case Existing found -> {
        var merged = new LinkedHashMap<>(found.fields());
        merged.putAll(command.fields());
        yield changed(found, present(merged), command);
      }
    };
  }

  private RecordDecision changed(
      Existing found, Map<String, JsonNode> wanted, BusinessRecord.Request command) {
    var problems = RecordFields.problems(wanted);
    if (!problems.isEmpty()) {
      return invalid(problems);
    }
    var set = new LinkedHashMap<>(wanted);
    set.entrySet().removeIf(field -> field.getValue().equals(found.fields().get(field.getKey())));
    var removed = found.fields().keySet().stream().filter(f -> !wanted.containsKey(f)).toList();
    return set.isEmpty() && removed.isEmpty()
        ? unchanged()
        : accept(
            new RecordEvent.Changed(
                found.version() + 1, set, removed, command.request(), command.by(), now));
  }

  private RecordDecision delete(RecordState state, BusinessRecord.Delete command) {
    if (state instanceof Existing found && found.deleted()) {
      return unchanged();
    }
    var misfit = misfit(state, command.expected());
    if (misfit != null) {
      return misfit;
    }
    return switch (state) {
      case Absent ignored -> notFound();
      case Existing found ->
          accept(
              new RecordEvent.Deleted(found.version() + 1, command.request(), command.by(), now));
    };
  }

  private @Nullable RecordDecision misfit(RecordState state, Expected expected) {
    return switch (expected) {
      case Expected.Anything ignored -> null;
      case Expected.Nothing ignored when state instanceof Existing found ->
          reject(
              Reason.OTHER_VERSION,
              "%s exists already, in version %d".formatted(key, found.version()));
      case Expected.Nothing ignored -> null;
      case Expected.Version version when state instanceof Existing found ->
          Objects.equals(version.number(), found.version())
              ? null
              : reject(
                  Reason.OTHER_VERSION,
                  "%s has version %d, not %d; read it again and repeat the change"
                      .formatted(key, found.version(), version.number()));
      case Expected.Version version ->
          reject(
              Reason.OTHER_VERSION,
              "there is no %s, but version %d was expected".formatted(key, version.number()));
    };
  }

  /** The given values in the form in which they are stored, without those that are none. */
  private static Map<String, JsonNode> present(Map<String, JsonNode> given) {
    var fields = new LinkedHashMap<String, JsonNode>();
    given.forEach((name, value) -> {
      var canonical = Values.canonical(value);
      if (!canonical.isNull()) {
        fields.put(name, canonical);
      }
    });
    return fields;
  }

  private RecordDecision notFound() {
    return reject(Reason.NOT_FOUND, "there is no " + key);
  }

  private RecordDecision deleted() {
    return reject(Reason.DELETED, key + " was deleted, which is final; use another id");
  }

  private static RecordDecision invalid(List<RecordProblem> problems) {
    return new RecordDecision.Rejected(Reason.INVALID_INPUT, "the fields cannot be kept", problems);
  }
}
