package baton.http;

import baton.flow.ScreenField;
import baton.flow.ScreenView;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An interview as the API spells it; {@code state} is screen, finished or failed. */
record InterviewShape(
    String workItem,
    String state,
    @Nullable Screen screen,
    @Nullable String fault,
    @Nullable String nextWorkItem) {

  record Screen(
      String name,
      String key,
      String label,
      int number,
      boolean canGoBack,
      boolean last,
      List<Field> fields) {}

  record Field(
      String name,
      String kind,
      String label,
      @Nullable String help,
      boolean required,
      boolean visible,
      @Nullable String visibleWhen,
      List<ScreenField.Choice> choices,
      @Nullable JsonNode value,
      @Nullable String error,
      @Nullable String unit,
      @Nullable String section,
      @Nullable Integer column) {}

  /** What a search for records found. */
  record Found(List<ScreenField.Choice> items, boolean more) {}

  static InterviewShape screen(String item, ScreenView view) {
    return new InterviewShape(
        item,
        "screen",
        new Screen(
            view.screen(),
            view.key(),
            view.title(),
            view.number(),
            view.canGoBack(),
            view.last(),
            view.fields().stream().map(InterviewShape::field).toList()),
        null,
        null);
  }

  static InterviewShape finished(String item, @Nullable String nextItem) {
    return new InterviewShape(item, "finished", null, null, nextItem);
  }

  static InterviewShape failed(String item, String fault) {
    return new InterviewShape(item, "failed", null, fault, null);
  }

  private static Field field(ScreenView.FieldView field) {
    return new Field(
        field.name(),
        field.kind(),
        field.label(),
        field.help(),
        field.required(),
        field.visible(),
        field.visibleWhen(),
        field.choices(),
        field.value().isNull() ? null : field.value(),
        field.error(),
        field.unit(),
        field.section(),
        field.column());
  }
}
