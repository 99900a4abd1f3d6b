package baton.flow;

import baton.document.Fields;
import baton.document.Node;
import baton.document.Spelling;
import baton.expression.Names;
import baton.expression.Operator;
import baton.expression.Place;
import baton.expression.Problem;
import baton.expression.Requirement;
import baton.expression.Type;
import baton.expression.Value;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads which records an element or a field is about, and what they get. */
final class TermsReader {
  private final Reading reading;
  private final Fields fields;
  private final @Nullable String type;

  TermsReader(Reading reading, Fields fields, @Nullable String type) {
    this.reading = reading;
    this.fields = fields;
    this.type = type;
  }

  @Nullable RecordTerms terms(RecordAction.Kind kind) {
    var changes = kind.writes();
    var creates = kind == RecordAction.Kind.CREATE_RECORDS;
    var deletes = kind == RecordAction.Kind.DELETE_RECORDS;
    var where = creates ? List.<RecordTerms.Where>of() : where();
    var logic = creates ? null : fields.text("logic");
    var id = reading.value(fields, "id", Type.TEXT);
    var from = changes ? from(creates ? List.of() : List.of("id", "where")) : null;
    var values =
        changes && !deletes ? CollectionReader.values(fields, reading) : Map.<String, Value>of();
    values.keySet().forEach(name -> checkField(name, valuePlace(name)));
    meant(kind);
    if (!creates) {
      oneWay();
    }
    var keys =
        kind == RecordAction.Kind.GET_RECORDS && fields.has("by")
            ? CollectionReader.keys(fields, reading)
            : List.<Ordering.Key>of();
    keys.forEach(key -> checkField(String.valueOf(key.field()), fields.placeOf("by")));
    var limit =
        kind == RecordAction.Kind.GET_RECORDS ? reading.value(fields, "limit", Type.NUMBER) : null;
    return type == null || where == null
        ? null
        : new RecordTerms(
            type,
            where,
            logic == null ? "all" : logic,
            new Ordering(keys),
            limit,
            id,
            from,
            values);
  }

  private Place valuePlace(String name) {
    var entry = fields.mapping("fields").get(name);
    return entry == null ? fields.place() : entry.name();
  }

  private void meant(RecordAction.Kind kind) {
    switch (kind) {
      case GET_RECORDS -> {}
      case CREATE_RECORDS -> {
        if (fields.oneOf(
                    "Write what the record gets as `fields`, or take it `from` a variable",
                    "fields",
                    "from")
                != null
            && fields.has("from")
            && fields.has("id")) {
          fields.error(
              fields.nameOf("id"),
              "The records that are taken from a variable bring their ids along",
              "Remove `id`, and set the field `Id` of the record");
        }
      }
      case UPDATE_RECORDS -> {
        which();
        if (!fields.has("from") && !fields.has("fields")) {
          fields.missing(
              "fields", "Write what the records get, such as `fields: { status: sent }`");
        }
      }
      case DELETE_RECORDS -> which();
    }
  }

  /** Changing all records of a type by a forgotten line is not meant by anybody. */
  private void which() {
    if (!fields.has("id") && !fields.has("where") && !fields.has("from")) {
      fields.error(
          fields.place(),
          "It is not said which records are meant",
          "Name one by `id`, several by `where`, or take them `from` a variable");
    }
  }

  private void oneWay() {
    if (fields.has("id") && fields.has("where")) {
      fields.error(
          fields.nameOf("where"),
          "A record that is named by its `id` needs no `where`",
          "Keep one of them");
    }
  }

  private @Nullable String from(List<String> others) {
    var node = fields.node("from");
    var variable = node == null ? null : reading.variable(node);
    if (node != null && variable != null && !RecordReader.holdsRecords(variable)) {
      reading.error(
          node.place(),
          "`" + variable.name() + "` holds no records",
          "Name a variable of type record");
    }
    for (var other : others) {
      if (variable != null && fields.has(other)) {
        fields.error(
            fields.nameOf(other),
            "The records are taken `from` a variable already",
            "Remove `" + other + "`");
      }
    }
    return variable == null ? null : variable.name();
  }

  /** The requirements; null where one is wrong, which is told. */
  @Nullable List<RecordTerms.Where> where() {
    var found = new ArrayList<RecordTerms.Where>();
    var asked = new ArrayList<Requirement>();
    var names = new HashSet<String>();
    var nodes = fields.list("where");
    for (var node : nodes) {
      var one = one(node);
      if (one == null) {
        continue;
      }
      var name = "value" + found.size();
      names.add(name);
      found.add(one);
      asked.add(RecordQuery.requirement(one.field(), one.operator(), name, fixed(one)));
    }
    if (found.size() < nodes.size()) {
      return null;
    }
    var logic = fields.textNode("logic");
    if (fields.has("logic") && nodes.isEmpty()) {
      fields.error(
          fields.nameOf("logic"),
          "`logic` joins requirements, but `where` has none",
          "Remove `logic`");
    }
    if (nodes.isEmpty()) {
      return fields.has("where") && fields.node("where") instanceof Node.Items ? empty() : found;
    }
    var place = logic == null ? fields.placeOf("where") : logic.text();
    var wrong = new ArrayList<Problem>();
    var text = logic == null ? "all" : logic.json().asText();
    RecordQuery.compile(asked, text, place, names, wrong::add);
    wrong.forEach(each ->
        reading.error(
            each.place().equals(Place.NOWHERE) ? fields.placeOf("where") : each.place(),
            Reading.capital(each.message()),
            Reading.capital(each.remedy())));
    return wrong.isEmpty() ? found : null;
  }

  private @Nullable List<RecordTerms.Where> empty() {
    fields.error(
        fields.placeOf("where"),
        "There is nothing that records must hold",
        "Write a requirement, or remove `where`");
    return null;
  }

  private static JsonNode fixed(RecordTerms.Where where) {
    return where.value() instanceof Value.Literal literal
        ? literal.value()
        : where.value() == null ? MissingNode.getInstance() : BooleanNode.TRUE;
  }

  private RecordTerms.@Nullable Where one(Node node) {
    var one = Fields.of(node, "a requirement", reading.problems(), "field", "operator", "value");
    if (one == null) {
      return null;
    }
    var field = one.requiredText("field", "Write the field to compare, such as `field: status`");
    var operator = operator(one);
    if (field == null || operator == null || !isField(field, one.placeOf("field"))) {
      return null;
    }
    if (!one.has("value") && !RecordQuery.asksAlone(operator)) {
      one.missing("value", "Write what the field is compared with");
      return null;
    }
    var alone = RecordQuery.asksAlone(operator);
    var value =
        one.has("value") ? reading.value(one, "value", alone ? Type.BOOLEAN : Type.ANY) : null;
    if (alone && value instanceof Value.Computed) {
      one.error(
          one.placeOf("value"),
          "`" + operator + "` is asked for true or false",
          "Write `true` or `false`");
      return null;
    }
    return one.has("value") && value == null ? null : new RecordTerms.Where(field, operator, value);
  }

  private @Nullable Operator operator(Fields one) {
    var written = one.requiredText("operator", "Write how to compare, such as `operator: EqualTo`");
    if (written == null) {
      return null;
    }
    var names = RecordQuery.OPERATORS.stream().map(Operator::name).toList();
    if (!names.contains(written)) {
      one.error(
          one.placeOf("operator"),
          "Records cannot be asked with `" + written + "`",
          Spelling.remedy(written, names, ""));
      return null;
    }
    return Operator.valueOf(written);
  }

  private boolean isField(String field, Place place) {
    var problem = Names.problemOf(field);
    problem.ifPresent(
        text -> reading.error(place, Reading.capital(text), "Write the name of a field"));
    if (problem.isEmpty()) {
      checkField(field, place);
    }
    return problem.isEmpty();
  }

  /** Where the type is known, so are its fields. */
  void checkField(String field, Place place) {
    var known = reading.surroundings().recordTypes();
    var found = known == null || type == null ? null : known.get(type);
    if (found != null
        && found.field(field) == null
        && !field.equals(RecordAction.RECORD_ID)
        && !field.equals(RecordAction.RECORD_TYPE)) {
      reading.error(
          place,
          "Records of the type `%s` have no field `%s`".formatted(type, field),
          Spelling.remedy(field, found.fieldNames(), "Declare it in the type"));
    }
  }
}
