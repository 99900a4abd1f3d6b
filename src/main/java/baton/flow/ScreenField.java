package baton.flow;

import baton.expression.Condition;
import baton.expression.Type;
import baton.expression.Value;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One field of a screen; where it {@linkplain Kind#hasValue has a value}, its name is a variable of
 * the flow.
 *
 * @param label what stands above it; of a display field: the text itself; a null literal where a
 *     record's type says it
 * @param initial what it shows where its variable has no value yet
 * @param choices what may be chosen: texts, or objects of {@code value} and {@code label}
 * @param visible when it is shown; null means always
 * @param detail what only fields of its kind have
 * @param position the section and column it stands in; null where it stands in none
 */
public record ScreenField(
    String name,
    Kind kind,
    Value label,
    @Nullable Value help,
    boolean required,
    @Nullable Value initial,
    @Nullable Value choices,
    @Nullable Visibility visible,
    @Nullable Validation validation,
    @Nullable Detail detail,
    @Nullable Position position) {

  public enum Kind {
    DISPLAY(Type.TEXT),
    TEXT(Type.TEXT),
    NUMBER(Type.NUMBER),
    CURRENCY(Type.of(Type.Kind.CURRENCY)),
    DATE(Type.DATE),
    DATE_TIME(Type.DATE_TIME),
    CHECKBOX(Type.BOOLEAN),
    LONG_TEXT(Type.TEXT),
    PASSWORD(Type.TEXT),
    RADIO(Type.TEXT),
    DROPDOWN(Type.TEXT),
    MULTI_SELECT(Type.collectionOf(Type.Kind.TEXT)),
    /** The id of a record that a person searched for. */
    LOOKUP(Type.TEXT),
    /** A field of a record, as the record's type describes it. */
    RECORD_FIELD(Type.ANY),
    /** Holds other fields, in columns. */
    SECTION(Type.TEXT);

    private final Type type;

    Kind(Type type) {
      this.type = type;
    }

    /** The type of the variable that a field of this kind declares. */
    public Type type() {
      return type;
    }

    public boolean hasValue() {
      return this != DISPLAY && this != SECTION;
    }

    public boolean hasChoices() {
      return this == RADIO || this == DROPDOWN || this == MULTI_SELECT;
    }

    /** As flows and screens spell it: {@code long_text}. */
    public String spelled() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What only fields of one kind have. */
  public sealed interface Detail permits Money, LookUp, OfRecord {}

  /**
   * @param unit the currency, such as EUR
   */
  public record Money(String unit) implements Detail {}

  /**
   * @param terms among which records is searched
   * @param shows the field by which people know a record
   */
  record LookUp(RecordTerms terms, String shows) implements Detail {}

  /**
   * @param record the variable that holds the record
   * @param type the record's type
   * @param field of the record
   */
  public record OfRecord(String record, String type, String field) implements Detail {}

  /**
   * @param column from 1
   */
  public record Position(String section, int column) {}

  public record Choice(JsonNode value, String label) {
    static List<Choice> of(JsonNode choices) {
      var found = new java.util.ArrayList<Choice>();
      for (var choice : choices) {
        if (choice.isObject()) {
          var value = choice.path("value");
          found.add(new Choice(value, choice.path("label").asText(value.asText())));
        } else {
          found.add(new Choice(choice, choice.asText()));
        }
      }
      return found;
    }
  }

  /** A visibility rule, and its text for those who show the screen. */
  public record Visibility(String source, Condition condition) {}

  /** A rule that a value must hold, and what to say when it does not. */
  public record Validation(Condition when, String message) {}
}
