package baton.directory;

import java.util.Locale;

/** What names an entry among all; written {@code user:ada}. */
record EntryKey(Kind kind, String name) {
  enum Kind {
    USER,
    GROUP,
    QUEUE,
    CALENDAR;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Kind of(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }

  static EntryKey user(String username) {
    return new EntryKey(Kind.USER, username);
  }

  static EntryKey of(Circle circle) {
    return switch (circle) {
      case Group group -> new EntryKey(Kind.GROUP, group.name());
      case Queue queue -> new EntryKey(Kind.QUEUE, queue.name());
    };
  }

  static EntryKey parse(String text) {
    var colon = text.indexOf(':');
    return new EntryKey(Kind.of(text.substring(0, colon)), text.substring(colon + 1));
  }

  @Override
  public String toString() {
    return kind.text() + ":" + name;
  }
}
