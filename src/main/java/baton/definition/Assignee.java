package baton.definition;

import java.util.Locale;

/** Who a work item is assigned to; written {@code user:ada}, {@code group:hr}, {@code queue:it}. */
public record Assignee(Kind kind, String name) {
  public enum Kind {
    USER,
    GROUP,
    QUEUE
  }

  public static Assignee parse(String text) {
    var colon = text.indexOf(':');
    return new Assignee(
        Kind.valueOf(text.substring(0, colon).toUpperCase(Locale.ROOT)), text.substring(colon + 1));
  }

  @Override
  public String toString() {
    return kind.name().toLowerCase(Locale.ROOT) + ":" + name;
  }
}
