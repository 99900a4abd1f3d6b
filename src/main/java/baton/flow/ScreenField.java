package baton.flow;

import baton.expression.Condition;
import baton.expression.Type;
import baton.expression.Value;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One field of a screen; but for {@link Kind#DISPLAY} its name is a variable of the flow.
 *
 * @param label what stands above it; of a display field: the text itself
 * @param initial what it shows where its variable has no value yet
 * @param choices what may be chosen: texts, or objects of {@code value} and {@code label}
 * @param visible when it is shown; null means always
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
    @Nullable Validation validation) {

  public enum Kind {
    DISPLAY(Type.TEXT),
    TEXT(Type.TEXT),
    NUMBER(Type.NUMBER),
    DATE(Type.DATE),
    CHECKBOX(Type.BOOLEAN),
    LONG_TEXT(Type.TEXT),
    RADIO(Type.TEXT),
    DROPDOWN(Type.TEXT),
    MULTI_SELECT(Type.collectionOf(Type.Kind.TEXT));

    private final Type type;

    Kind(Type type) {
      this.type = type;
    }

    /** The type of the variable that a field of this kind declares. */
    public Type type() {
      return type;
    }

    public boolean hasChoices() {
      return this == RADIO || this == DROPDOWN || this == MULTI_SELECT;
    }

    /** As flows and screens spell it: {@code long_text}. */
    public String spelled() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

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
