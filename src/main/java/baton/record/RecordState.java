package baton.record;

import baton.record.RecordEvent.Changed;
import baton.record.RecordEvent.Created;
import baton.record.RecordEvent.Deleted;
import baton.record.RecordEvent.Told;
import baton.record.RecordEvent.Watched;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a record is now: the fold of its events, changed only by {@link #apply}. */
public sealed interface RecordState {
  /**
   * Nobody has created it.
   *
   * @param watchers the runs that wait for it, oldest first
   */
  @JsonTypeName("record-absent-snapshot")
  record Absent(List<String> watchers) implements RecordState {
    Absent() {
      this(List.of());
    }
  }

  /**
   * A record that was created, also one that is deleted. Its snapshots are stored in this form:
   * fields may be added, never renamed or removed.
   *
   * @param creation the key of the request that created it
   * @param requests the keys of the newest requests that changed it, oldest first
   * @param untold the changes that the subscribers have not acknowledged, oldest first
   * @param watchers the runs that it tells of its changes, oldest first
   */
  @JsonTypeName("record-snapshot")
  record Existing(
      String type,
      String id,
      long version,
      Map<String, JsonNode> fields,
      boolean deleted,
      @Nullable String creation,
      List<String> requests,
      String createdBy,
      Instant createdAt,
      String changedBy,
      Instant changedAt,
      List<RecordChange> untold,
      List<String> watchers)
      implements RecordState {

    /** Whether this request was granted before. */
    boolean knows(@Nullable String request) {
      return request != null && (request.equals(creation) || requests.contains(request));
    }

    private Existing at(boolean gone, @Nullable String request, RecordChange change) {
      var all = new ArrayList<>(untold);
      all.add(change);
      var keys = new ArrayList<>(requests);
      if (request != null) {
        keys.add(request);
      }
      var excess = Math.max(0, keys.size() - RecordLimits.REQUESTS);
      return new Existing(
          type,
          id,
          change.version(),
          change.fields(),
          gone,
          creation,
          List.copyOf(keys.subList(excess, keys.size())),
          createdBy,
          createdAt,
          change.by(),
          change.at(),
          List.copyOf(all),
          watchers);
    }

    private Existing told(Told e) {
      var left = untold.stream().filter(change -> change.version() > e.version()).toList();
      var watching = new ArrayList<>(watchers);
      watching.removeAll(e.ended());
      return with(left, joined(watching, e.watching()));
    }

    private Existing with(List<RecordChange> left, List<String> watching) {
      return new Existing(
          type, id, version, fields, deleted, creation, requests, createdBy, createdAt, changedBy,
          changedAt, left, watching);
    }

    private RecordChange change(
        RecordChange.Kind kind, Map<String, JsonNode> now, String by, Instant at) {
      return new RecordChange(type, id, version + 1, kind, now, fields, by, at);
    }
  }

  default RecordState apply(RecordEvent event) {
    return switch (event) {
      case Created e -> {
        if (!(this instanceof Absent absent)) {
          throw new IllegalStateException(e + " of a record that exists");
        }
        var kept = unmodifiable(e.fields());
        var change =
            new RecordChange(
                e.type(), e.id(), 1, RecordChange.Kind.CREATED, kept, null, e.by(), e.at());
        yield new Existing(
            e.type(),
            e.id(),
            1,
            kept,
            false,
            e.request(),
            List.of(),
            e.by(),
            e.at(),
            e.by(),
            e.at(),
            List.of(change),
            absent.watchers());
      }
      case Changed e -> {
        var existing = existing(e);
        var now = new LinkedHashMap<>(existing.fields());
        now.putAll(e.fields());
        e.removed().forEach(now::remove);
        yield existing.at(
            false,
            e.request(),
            existing.change(RecordChange.Kind.UPDATED, unmodifiable(now), e.by(), e.at()));
      }
      case Deleted e -> {
        var existing = existing(e);
        yield existing.at(
            true,
            e.request(),
            existing.change(RecordChange.Kind.DELETED, existing.fields(), e.by(), e.at()));
      }
      case Told e -> existing(e).told(e);
      case Watched e ->
          switch (this) {
            case Absent absent -> new Absent(joined(absent.watchers(), List.of(e.run())));
            case Existing found ->
                found.with(found.untold(), joined(found.watchers(), List.of(e.run())));
          };
    };
  }

  /** Whether it tells this run of its changes; one that was deleted has none any more. */
  default boolean tells(String run) {
    return switch (this) {
      case Absent absent -> absent.watchers().contains(run);
      case Existing found -> found.deleted() || found.watchers().contains(run);
    };
  }

  /** With those who are new; past the limit without the oldest. */
  private static List<String> joined(List<String> watchers, List<String> further) {
    var all = new ArrayList<>(watchers);
    further.stream().filter(run -> !all.contains(run)).forEach(all::add);
    var excess = Math.max(0, all.size() - RecordLimits.WATCHERS);
    return List.copyOf(all.subList(excess, all.size()));
  }

  private Existing existing(RecordEvent event) {
    if (this instanceof Existing existing) {
      return existing;
    }
    throw new IllegalStateException(event + " of a record that does not exist");
  }

  private static Map<String, JsonNode> unmodifiable(Map<String, JsonNode> fields) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }
}
