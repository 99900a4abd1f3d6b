package baton.flow;

import baton.document.Fields;
import baton.document.Node;
import baton.document.Spelling;
import baton.expression.Condition;
import baton.expression.Type;
import baton.expression.Value;
import baton.flow.ScreenField.Detail;
import baton.flow.ScreenField.Kind;
import baton.flow.ScreenField.Position;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Reads one field of a screen. */
final class FieldReader {
  private final Reading reading;
  private final Kind kind;

  FieldReader(Reading reading, Kind kind) {
    this.reading = reading;
    this.kind = kind;
  }

  @Nullable Fields fields(Node.Mapping mapping) {
    var known = new ArrayList<>(List.of(kind.spelled(), "label", "visible"));
    known.addAll(
        switch (kind) {
          case SECTION -> List.of("columns");
          case DISPLAY -> List.of("help");
          case PASSWORD -> List.of("help", "required", "validate");
          case TEXT, NUMBER, DATE, DATE_TIME, CHECKBOX, LONG_TEXT ->
              List.of("help", "required", "default", "validate", "output");
          case CURRENCY -> List.of("help", "required", "default", "validate", "output", "unit");
          case RADIO, DROPDOWN, MULTI_SELECT ->
              List.of("help", "required", "default", "validate", "output", "choices");
          case LOOKUP ->
              List.of(
                  "help",
                  "required",
                  "default",
                  "validate",
                  "output",
                  "record_type",
                  "shows",
                  "where",
                  "logic");
          case RECORD_FIELD ->
              List.of("help", "required", "validate", "output", "record_type", "record", "field");
        });
    return Fields.of(
        mapping,
        "a " + kind.spelled() + " field",
        reading.problems(),
        known.toArray(String[]::new));
  }

  ScreenField field(String name, Fields fields, @Nullable Position position) {
    var variable = reading.variables().get(name);
    var type = variable == null ? kind.type() : variable.type();
    if (kind == Kind.DISPLAY && !fields.has("label")) {
      fields.missing("label", "Write the text to show as `label`");
    }
    if (kind == Kind.PASSWORD && variable != null && (variable.input() || variable.output())) {
      fields.error(
          fields.placeOf("password"),
          "`" + name + "` is filled by a password, and can be neither an input nor an output",
          "Give the password another name");
    }
    var input = kind.hasValue();
    var label = reading.value(fields, "label", Type.ANY);
    var initial = input && kind != Kind.PASSWORD && kind != Kind.RECORD_FIELD;
    return new ScreenField(
        name,
        kind,
        label == null ? unnamed(name) : label,
        kind == Kind.SECTION ? null : reading.value(fields, "help", Type.TEXT),
        input && fields.flag("required", false),
        initial ? reading.value(fields, "default", type) : null,
        kind.hasChoices() ? new ChoicesReader(reading).choices(fields, type) : null,
        visibility(fields),
        input ? validation(fields) : null,
        detail(name, fields),
        position);
  }

  /** Without a label a field shows its name; a section nothing, one of a record its own label. */
  private Value unnamed(String name) {
    return kind == Kind.RECORD_FIELD || kind == Kind.SECTION
        ? Reading.NOTHING
        : new Value.Literal(TextNode.valueOf(name));
  }

  private @Nullable Detail detail(String name, Fields fields) {
    return switch (kind) {
      case CURRENCY -> money(fields);
      case LOOKUP -> lookUp(fields);
      case RECORD_FIELD -> ofRecord(name, fields);
      case DISPLAY,
          TEXT,
          NUMBER,
          DATE,
          DATE_TIME,
          CHECKBOX,
          LONG_TEXT,
          PASSWORD,
          RADIO,
          DROPDOWN,
          MULTI_SELECT,
          SECTION ->
          null;
    };
  }

  private @Nullable Detail money(Fields fields) {
    var unit = fields.text("unit");
    if (unit == null) {
      return null;
    }
    if (Currency.getAvailableCurrencies().stream()
        .noneMatch(c -> c.getCurrencyCode().equals(unit))) {
      fields.error(
          fields.placeOf("unit"),
          "There is no currency `" + unit + "`",
          "Write the three letters of one, such as `EUR`");
      return null;
    }
    return new ScreenField.Money(unit);
  }

  private @Nullable Detail lookUp(Fields fields) {
    var type = RecordReader.recordType(fields, reading);
    var terms = new TermsReader(reading, fields, type);
    var where = terms.where();
    var logic = fields.text("logic");
    var shows =
        fields.requiredText(
            "shows", "Write the field by which people know it, such as `shows: name`");
    if (shows == null || type == null || where == null) {
      return null;
    }
    terms.checkField(shows, fields.placeOf("shows"));
    return new ScreenField.LookUp(
        new RecordTerms(
            type,
            where,
            logic == null ? "all" : logic,
            new Ordering(List.of()),
            null,
            null,
            null,
            Map.of()),
        shows);
  }

  private @Nullable Detail ofRecord(String name, Fields fields) {
    var type =
        fields.requiredText("record_type", "Write which record, such as `record_type: Order`");
    if (!fields.has("record")) {
      fields.missing("record", "Write the variable that holds the record, such as `record: order`");
    }
    var node = fields.node("record");
    var record = node == null ? null : reading.variable(node);
    if (node != null
        && record != null
        && (record.type().collection() || !RecordReader.holdsRecords(record))) {
      reading.error(
          node.place(),
          "`" + record.name() + "` is no record",
          "Name a variable of type record that is no collection");
    }
    var written = fields.text("field");
    var field = written == null ? name : written;
    if (type == null || record == null) {
      return null;
    }
    known(type, field, name, fields);
    return new ScreenField.OfRecord(record.name(), type, field);
  }

  /** What the field takes from the record's type must be there. */
  private void known(String type, String field, String name, Fields fields) {
    var types = reading.surroundings().recordTypes();
    if (types == null) {
      return;
    }
    var known = types.get(type);
    if (known == null) {
      reading.error(
          fields.placeOf("record_type"),
          "Nothing is known of records of the type `" + type + "`",
          "Declare the type first, or use a field of another kind");
      return;
    }
    var found = known.field(field);
    if (found == null) {
      reading.error(
          fields.has("field") ? fields.placeOf("field") : fields.placeOf("record_field"),
          "Records of the type `%s` have no field `%s`".formatted(type, field),
          Spelling.remedy(field, known.fieldNames(), "Declare it in the type"));
      return;
    }
    var variable = reading.variables().get(name);
    if (variable != null && !Reading.fits(found.type(), variable.type())) {
      reading.error(
          fields.placeOf("record_field"),
          "The field `%s` of the record cannot fill the variable `%s`".formatted(field, name),
          "The variable must be of type "
              + VariableReader.described(found.type())
              + ", or named otherwise");
    }
  }

  /** A formula stands there alone; requirements stand with their logic, as everywhere. */
  private ScreenField.@Nullable Visibility visibility(Fields fields) {
    if (fields.nodeOrNothing("visible") instanceof Node.Mapping mapping) {
      return visibility(mapping);
    }
    var written = fields.textNode("visible");
    if (written == null) {
      return null;
    }
    var source = written.json().asText();
    var condition =
        Condition.ofFormula(
            source, reading.scope(), written.text(), written.indented(reading.problems()));
    return condition == null ? null : new ScreenField.Visibility(source, condition);
  }

  private ScreenField.@Nullable Visibility visibility(Node.Mapping mapping) {
    var rule = Fields.of(mapping, "a visibility rule", reading.problems(), "when", "logic");
    if (rule == null) {
      return null;
    }
    if (!rule.has("when")) {
      rule.missing("when", "Write the condition while which the field is shown");
    }
    var when = reading.condition(rule);
    return when == null ? null : new ScreenField.Visibility(words(rule), when);
  }

  private static String words(Fields rule) {
    if (!(rule.nodeOrNothing("when") instanceof Node.Items requirements)) {
      return String.valueOf(rule.text("when"));
    }
    var words = new StringJoiner("; ");
    for (var node : requirements.nodes()) {
      var requirement = node.json();
      words.add(
          requirement.path("left").asText()
              + " "
              + requirement.path("operator").asText()
              + (requirement.has("right") ? " " + requirement.get("right") : ""));
    }
    return (rule.has("logic") ? rule.text("logic") : "all") + " of: " + words;
  }

  private ScreenField.@Nullable Validation validation(Fields fields) {
    var node = fields.node("validate");
    var rule =
        node == null
            ? null
            : Fields.of(node, "a rule", reading.problems(), "when", "logic", "message");
    if (rule == null) {
      return null;
    }
    if (!rule.has("when")) {
      rule.missing("when", "Write the condition that the value must hold");
    }
    var when = reading.condition(rule);
    var message = rule.requiredText("message", "Write what to say when the value does not hold");
    return when == null || message == null ? null : new ScreenField.Validation(when, message);
  }
}
