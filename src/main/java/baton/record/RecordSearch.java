package baton.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.function.Predicate;

/** Finds records by what people type: words that stand in the id or in any text of its fields. */
public final class RecordSearch {
  private RecordSearch() {}

  /** Every word must stand somewhere, in whatever case; no words match all. */
  public static Predicate<RecordView> of(String words) {
    var wanted = words.toLowerCase(Locale.ROOT).strip();
    if (wanted.isEmpty()) {
      return record -> true;
    }
    var each = wanted.split("\\s+");
    return record -> {
      var text = text(record);
      for (var word : each) {
        if (!text.contains(word)) {
          return false;
        }
      }
      return true;
    };
  }

  private static String text(RecordView record) {
    var text = new StringBuilder(record.id());
    record.fields().values().forEach(value -> add(value, text));
    return text.toString().toLowerCase(Locale.ROOT);
  }

  private static void add(JsonNode value, StringBuilder text) {
    if (value.isValueNode()) {
      text.append('\n').append(value.asText());
    } else {
      value.forEach(part -> add(part, text));
    }
  }
}
