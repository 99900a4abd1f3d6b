package baton.flow;

import baton.document.Node;
import baton.document.Spelling;
import java.util.List;

/** Fields that screens will have one day; until then they are refused by their names. */
final class LaterElements {
  private static final List<String> FIELDS =
      List.of("currency", "password", "lookup", "record_field", "section", "date_time", "file");

  private LaterElements() {}

  static void refuseField(Node.Mapping field, List<String> kinds, Reading reading) {
    for (var later : FIELDS) {
      if (field.entries().get(later) instanceof Node.Entry entry) {
        reading.error(
            entry.name(),
            "Screens cannot show a `" + later + "` field yet",
            "Use one of " + Spelling.list(kinds));
        return;
      }
    }
    reading.error(
        field.place(),
        "This is no field that a screen can have",
        "Begin it with one of " + Spelling.list(kinds));
  }
}
