package baton.flow;

import baton.expression.Condition;
import baton.expression.ExpressionFailed;
import baton.expression.Type;
import baton.expression.Value;
import baton.flow.Records.RecordType;
import baton.flow.ScreenField.Choice;
import baton.flow.ScreenField.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A field of a screen that is shown now; one of a record is as the record's type describes it.
 *
 * @param kind never {@link Kind#RECORD_FIELD}
 * @param known what the record's type says; null for other fields, and where nothing is known
 */
record FormField(ScreenField field, Kind kind, Type type, Records.@Nullable Field known) {
  /** Where nothing is known of a currency. */
  private static final int USUAL_DECIMALS = 2;

  /** Texts that may be longer than this get more than a line. */
  private static final int LONGEST_LINE = 255;

  static FormField of(ScreenField field, Flow flow, Map<String, RecordType> types) {
    if (field.detail() instanceof ScreenField.OfRecord of) {
      var type = types.get(of.type());
      var known = type == null ? null : type.field(of.field());
      return known == null
          ? new FormField(field, Kind.TEXT, Type.ANY, null)
          : new FormField(field, kind(known), known.type(), known);
    }
    var type = field.kind().hasValue() ? flow.variable(field.name()).type() : Type.TEXT;
    return new FormField(field, field.kind(), type, null);
  }

  private static Kind kind(Records.Field known) {
    if (known.type().collection() || known.type().kind() == Type.Kind.MULTI_PICKLIST) {
      return Kind.MULTI_SELECT;
    }
    if (!known.choices().isEmpty()) {
      return Kind.DROPDOWN;
    }
    return switch (known.type().kind()) {
      case NUMBER -> Kind.NUMBER;
      case CURRENCY -> Kind.CURRENCY;
      case BOOLEAN -> Kind.CHECKBOX;
      case DATE -> Kind.DATE;
      case DATE_TIME -> Kind.DATE_TIME;
      case TEXT, PICKLIST, MULTI_PICKLIST, RECORD, ANY ->
          known.maxCharacters() != null && known.maxCharacters() > LONGEST_LINE
              ? Kind.LONG_TEXT
              : Kind.TEXT;
    };
  }

  String name() {
    return field.name();
  }

  String label(FlowBindings bindings) {
    var written = evaluate(field.label(), bindings);
    if (!written.isNull()) {
      return written.asText();
    }
    if (known != null) {
      return known.label();
    }
    return field.detail() instanceof ScreenField.OfRecord ? name() : "";
  }

  @Nullable String help(FlowBindings bindings) {
    if (field.help() != null) {
      return evaluate(field.help(), bindings).asText("");
    }
    return known == null ? null : known.help();
  }

  boolean required() {
    // of a box that a record has, both answers are answers
    return field.required() || known != null && known.required() && kind != Kind.CHECKBOX;
  }

  List<Choice> choices(FlowBindings bindings) {
    if (known != null && !known.choices().isEmpty()) {
      return known.choices();
    }
    return field.choices() == null ? List.of() : Choice.of(evaluate(field.choices(), bindings));
  }

  @Nullable String visibleWhen() {
    return field.visible() == null ? null : field.visible().source();
  }

  @Nullable String unit() {
    return field.detail() instanceof ScreenField.Money money ? money.unit() : null;
  }

  @Nullable String section() {
    return field.position() == null ? null : field.position().section();
  }

  @Nullable Integer column() {
    return field.position() == null ? null : field.position().column();
  }

  /** What the kind of the field, or the record's type, has against a value; null where nothing. */
  @Nullable String broken(JsonNode value) {
    if (kind == Kind.CURRENCY && value.decimalValue().stripTrailingZeros().scale() > decimals()) {
      return decimals() == 0
          ? "Please give a whole amount."
          : "Please give at most %d decimals.".formatted(decimals());
    }
    if (known == null) {
      return null;
    }
    if (known.maxCharacters() != null
        && value.isTextual()
        && value.textValue().length() > known.maxCharacters()) {
      return "Please use at most %,d characters.".formatted(known.maxCharacters());
    }
    if (known.least() != null
        && value.isNumber()
        && value.decimalValue().compareTo(known.least()) < 0) {
      return "Please give at least %s.".formatted(known.least().toPlainString());
    }
    return known.most() != null
            && value.isNumber()
            && value.decimalValue().compareTo(known.most()) > 0
        ? "Please give at most %s.".formatted(known.most().toPlainString())
        : null;
  }

  private int decimals() {
    var unit = unit();
    return unit == null
        ? USUAL_DECIMALS
        : Math.max(Currency.getInstance(unit).getDefaultFractionDigits(), 0);
  }

  /** A screen is shown as well as it can be: what cannot be computed is empty, or does not hold. */
  static JsonNode evaluate(Value value, FlowBindings bindings) {
    try {
      return value.evaluate(bindings);
    } catch (ExpressionFailed failed) {
      return NullNode.instance;
    }
  }

  static boolean holds(Condition condition, FlowBindings bindings) {
    try {
      return condition.holds(bindings);
    } catch (ExpressionFailed failed) {
      return false;
    }
  }
}
