package baton.flow;

import baton.expression.Type;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What the elements that read and change records have done. Several records are changed one after
 * the other, each once however often this is asked for; a fault in between says how far it came.
 */
final class RecordAction implements Action {
  static final String TYPE = "type";
  static final String WHERE = "where";
  static final String LOGIC = "logic";
  static final String SORT = "sort";
  static final String LIMIT = "limit";
  static final String ID = "id";
  static final String FIELDS = "fields";
  static final String RECORDS = "records";

  /** The fields that every record has in a flow, beside its own. */
  static final String RECORD_ID = "Id";

  static final String RECORD_TYPE = "Type";

  public enum Kind {
    GET_RECORDS,
    CREATE_RECORDS,
    UPDATE_RECORDS,
    DELETE_RECORDS;

    String spelled() {
      return name().toLowerCase(Locale.ROOT);
    }

    boolean writes() {
      return this != GET_RECORDS;
    }
  }

  private final Kind kind;
  private final Records records;

  RecordAction(Kind kind, Records records) {
    this.kind = kind;
    this.records = records;
  }

  @Override
  public String name() {
    return kind.spelled();
  }

  @Override
  public List<Parameter> inputs() {
    return List.of(
        Parameter.required(TYPE, Type.TEXT),
        Parameter.optional(WHERE, Type.collectionOf(Type.Kind.RECORD)),
        Parameter.optional(LOGIC, Type.TEXT),
        Parameter.optional(SORT, Type.collectionOf(Type.Kind.RECORD)),
        Parameter.optional(LIMIT, Type.NUMBER),
        Parameter.optional(ID, Type.TEXT),
        Parameter.optional(FIELDS, Type.RECORD),
        Parameter.optional(RECORDS, Type.ANY));
  }

  @Override
  public List<Parameter> outputs() {
    return List.of(Parameter.required(RECORDS, Type.collectionOf(Type.Kind.RECORD)));
  }

  /** Records are kept inside of the cluster. */
  @Override
  public boolean callsOut() {
    return false;
  }

  boolean writes() {
    return kind.writes();
  }

  @Override
  public CompletionStage<Map<String, JsonNode>> perform(ActionCall call) {
    var done =
        switch (kind) {
          case GET_RECORDS -> wanted(call);
          case CREATE_RECORDS -> changed(call, created(call));
          case UPDATE_RECORDS ->
              wanted(call).thenCompose(found -> changed(call, updated(call, found)));
          case DELETE_RECORDS -> wanted(call).thenCompose(found -> changed(call, found));
        };
    return done.thenApply(all -> {
      ArrayNode written = JsonNodeFactory.instance.arrayNode();
      all.forEach(written::add);
      return Map.of(RECORDS, written);
    });
  }

  /** A record as flows see it. */
  static ObjectNode json(Records.Stored record) {
    var json = JsonNodeFactory.instance.objectNode();
    record.fields().forEach(json::set);
    return json.put(RECORD_ID, record.id()).put(RECORD_TYPE, record.type());
  }

  /** The records that are named, or that hold what is asked. */
  private CompletionStage<List<JsonNode>> wanted(ActionCall call) {
    var type = call.text(TYPE, "");
    if (call.inputs().containsKey(RECORDS)) {
      return CompletableFuture.completedStage(given(call));
    }
    if (call.inputs().containsKey(ID)) {
      return named(type, call.text(ID, ""));
    }
    var query = RecordQuery.of(call);
    return RecordScan.through(records, type, record -> query.see(json(record)), query::hasEnough)
        .thenApply(nothing -> query.found());
  }

  private CompletionStage<List<JsonNode>> named(String type, String id) {
    if (kind == Kind.GET_RECORDS) {
      return id.isEmpty()
          ? CompletableFuture.completedStage(List.of())
          : records
              .read(type, id)
              .thenApply(found -> found.stream().<JsonNode>map(RecordAction::json).toList());
    }
    return CompletableFuture.completedStage(
        List.of(JsonNodeFactory.instance.objectNode().put(RECORD_ID, id)));
  }

  /** One record or several, as a variable holds them. */
  private static List<JsonNode> given(ActionCall call) {
    var all = new ArrayList<JsonNode>();
    var given = call.input(RECORDS);
    if (given.isObject()) {
      all.add(given);
    } else {
      given.forEach(all::add);
    }
    return all;
  }

  /** The records as they shall be; one that names no id gets one that stays the same. */
  private static List<JsonNode> created(ActionCall call) {
    var all =
        call.inputs().containsKey(RECORDS) ? given(call) : List.<JsonNode>of(call.input(FIELDS));
    var wanted = new ArrayList<JsonNode>();
    for (var each : all) {
      ObjectNode record =
          each instanceof ObjectNode object
              ? object.deepCopy()
              : JsonNodeFactory.instance.objectNode();
      if (call.inputs().containsKey(ID)) {
        record.set(RECORD_ID, call.input(ID));
      }
      if (record.path(RECORD_ID).asText("").isEmpty()) {
        var seed = call.idempotencyKey() + "/" + wanted.size();
        record.put(
            RECORD_ID, UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString());
      }
      wanted.add(record);
    }
    return wanted;
  }

  /** The found records, each with what it gets; given ones bring their own fields along. */
  private static List<JsonNode> updated(ActionCall call, List<JsonNode> found) {
    var fields = call.input(FIELDS);
    if (fields.isNull()) {
      return found;
    }
    var all = new ArrayList<JsonNode>();
    for (var record : found) {
      ObjectNode wanted = fields.deepCopy();
      wanted.set(RECORD_ID, record.path(RECORD_ID));
      all.add(wanted);
    }
    return all;
  }

  private CompletionStage<List<JsonNode>> changed(ActionCall call, List<JsonNode> all) {
    if (all.size() > FlowLimits.MAX_RECORDS_WRITTEN) {
      throw ActionFailed.forGood(
          "One element changes at most %,d records, not %,d; change fewer at once."
              .formatted(FlowLimits.MAX_RECORDS_WRITTEN, all.size()));
    }
    var done = new ArrayList<JsonNode>();
    CompletionStage<Void> before = CompletableFuture.completedStage(null);
    for (var record : all) {
      before = before.thenCompose(nothing -> changed(call, record, done, all.size()));
    }
    return before.thenApply(nothing -> done);
  }

  private CompletionStage<Void> changed(
      ActionCall call, JsonNode record, List<JsonNode> done, int count) {
    var id = record.path(RECORD_ID).asText("");
    if (id.isEmpty()) {
      throw ActionFailed.forGood(
          far(done.size(), count) + "A record without an Id cannot be changed.");
    }
    return answer(call, record, id)
        .thenAccept(answer -> {
          switch (answer) {
            case Records.Done changed -> done.add(json(changed.record()));
            case Records.Refused refused ->
                throw ActionFailed.forGood(far(done.size(), count) + refused.why());
          }
        });
  }

  private static String far(int done, int count) {
    return count == 1 ? "" : "%,d of %,d records were changed, then: ".formatted(done, count);
  }

  private CompletionStage<Records.Answer> answer(ActionCall call, JsonNode record, String id) {
    var type = call.text(TYPE, "");
    var change = new Records.Change(call.idempotencyKey() + "/" + id, call.origin());
    return switch (kind) {
      case CREATE_RECORDS -> records.create(type, id, fields(record), change);
      case UPDATE_RECORDS -> records.update(type, id, fields(record), change);
      case DELETE_RECORDS -> records.delete(type, id, change);
      case GET_RECORDS -> throw new IllegalStateException("nothing is changed by reading");
    };
  }

  private static Map<String, JsonNode> fields(JsonNode record) {
    var fields = new LinkedHashMap<String, JsonNode>();
    record.properties().forEach(each -> fields.put(each.getKey(), each.getValue()));
    fields.remove(RECORD_ID);
    fields.remove(RECORD_TYPE);
    return fields;
  }
}
