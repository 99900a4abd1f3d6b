package baton.flow;

import baton.flow.ScreenField.Choice;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A screen as a person should see it.
 *
 * @param number of the screen in this interview, from 1
 * @param last nothing follows it; a screen before a decision may turn out to be the last as well
 */
public record ScreenView(
    String flow,
    String screen,
    String title,
    int number,
    boolean canGoBack,
    boolean last,
    List<FieldView> fields) {
  public ScreenView {
    fields = List.copyOf(fields);
  }

  /** The same, with what else is wrong, by field. */
  ScreenView with(Map<String, String> problems) {
    var all =
        fields.stream()
            .map(field ->
                problems.containsKey(field.name()) ? field.with(problems.get(field.name())) : field)
            .toList();
    return new ScreenView(flow, screen, title, number, canGoBack, last, all);
  }

  /** Tells this showing of the screen from another one of the same screen, in a loop. */
  public String key() {
    return screen + "." + number;
  }

  static String key(Outcome.ShowScreen shown) {
    return shown.screen() + "." + shown.progress().screen();
  }

  /**
   * One field, with what is in it and what is wrong with that.
   *
   * @param kind as flows spell it, such as {@code long_text}
   * @param unit of money: the currency
   * @param section the name of the section it stands in; null where it stands in none
   * @param column of the section, from 1; of a section itself how many it has
   * @param visibleWhen the visibility rule's text; whoever shows the screen asks for a preview when
   *     another field changed
   */
  public record FieldView(
      String name,
      String kind,
      String label,
      @Nullable String help,
      boolean required,
      List<Choice> choices,
      boolean visible,
      @Nullable String visibleWhen,
      JsonNode value,
      @Nullable String error,
      @Nullable String unit,
      @Nullable String section,
      @Nullable Integer column) {
    public FieldView {
      choices = List.copyOf(choices);
    }

    private FieldView with(@Nullable String newError) {
      return new FieldView(
          name,
          kind,
          label,
          help,
          required,
          choices,
          visible,
          visibleWhen,
          value,
          newError,
          unit,
          section,
          column);
    }
  }
}
