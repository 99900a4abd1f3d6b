package baton.directory;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Entries as they are stored; what a later version adds is passed over by an earlier one. */
final class DirectoryJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .build();

  private record UserBody(
      String name,
      String email,
      boolean active,
      @Nullable Provision provision,
      Instant created,
      Instant changed) {}

  private record AbsenceBody(
      Instant from, Instant to, @Nullable String substitute, @Nullable String reason) {}

  private record CircleBody(
      String label,
      boolean active,
      @Nullable Provision provision,
      Instant created,
      Instant changed) {}

  private record CalendarBody(
      String label,
      ZoneId zone,
      Map<DayOfWeek, List<WorkCalendar.Hours>> hours,
      List<LocalDate> holidays,
      Instant created,
      Instant changed) {}

  private DirectoryJson() {}

  static StoredEntry storedCalendar(Entry<WorkCalendar> entry) {
    var calendar = entry.value();
    var body =
        new CalendarBody(
            calendar.label(),
            calendar.zone(),
            calendar.hours(),
            List.copyOf(calendar.holidays()),
            entry.created(),
            entry.changed());
    return new StoredEntry(
        new EntryKey(EntryKey.Kind.CALENDAR, calendar.name()),
        entry.version(),
        text(body),
        new TreeMap<>());
  }

  static Entry<WorkCalendar> calendar(StoredEntry stored) {
    var body = read(stored.key(), stored.body(), CalendarBody.class);
    var calendar =
        new WorkCalendar(
            stored.key().name(), body.label(), body.zone(), body.hours(), body.holidays());
    return new Entry<>(calendar, stored.version(), body.created(), body.changed());
  }

  static StoredEntry storedUser(Entry<User> entry) {
    var user = entry.value();
    var body =
        new UserBody(
            user.name(),
            user.email(),
            user.active(),
            written(user.provision()),
            entry.created(),
            entry.changed());
    return new StoredEntry(
        EntryKey.user(user.username()), entry.version(), text(body), absences(user));
  }

  static <C extends Circle> StoredEntry storedCircle(Entry<C> entry) {
    var circle = entry.value();
    var body =
        new CircleBody(
            circle.label(),
            circle.active(),
            written(circle.provision()),
            entry.created(),
            entry.changed());
    return new StoredEntry(EntryKey.of(circle), entry.version(), text(body), members(circle));
  }

  private static SortedMap<String, String> absences(User user) {
    var parts = new TreeMap<String, String>();
    for (var absence : user.absences()) {
      var body =
          new AbsenceBody(absence.from(), absence.to(), absence.substitute(), absence.reason());
      parts.put(absence.id(), text(body));
    }
    return parts;
  }

  private static List<Absence> absences(StoredEntry stored) {
    var absences = new ArrayList<Absence>();
    stored
        .parts()
        .forEach((id, text) -> {
          var body = read(stored.key(), text, AbsenceBody.class);
          absences.add(new Absence(id, body.from(), body.to(), body.substitute(), body.reason()));
        });
    return absences;
  }

  private static SortedMap<String, String> members(Circle circle) {
    var parts = new TreeMap<String, String>();
    circle.members().forEach(member -> parts.put(member, ""));
    return parts;
  }

  static Entry<User> user(StoredEntry stored) {
    var body = read(stored.key(), stored.body(), UserBody.class);
    var user =
        new User(
            stored.key().name(),
            body.name(),
            body.email(),
            body.active(),
            read(body.provision()),
            absences(stored));
    return new Entry<>(user, stored.version(), body.created(), body.changed());
  }

  static Entry<Group> group(StoredEntry stored) {
    var body = read(stored.key(), stored.body(), CircleBody.class);
    var group =
        new Group(
            stored.key().name(),
            body.label(),
            new TreeSet<>(stored.parts().keySet()),
            body.active(),
            read(body.provision()));
    return new Entry<>(group, stored.version(), body.created(), body.changed());
  }

  static Entry<Queue> queue(StoredEntry stored) {
    var body = read(stored.key(), stored.body(), CircleBody.class);
    var queue =
        new Queue(
            stored.key().name(),
            body.label(),
            new TreeSet<>(stored.parts().keySet()),
            body.active(),
            read(body.provision()));
    return new Entry<>(queue, stored.version(), body.created(), body.changed());
  }

  private static @Nullable Provision written(Provision provision) {
    return provision.equals(Provision.NONE) ? null : provision;
  }

  private static Provision read(@Nullable Provision provision) {
    return provision == null ? Provision.NONE : provision;
  }

  private static String text(Object body) {
    try {
      return MAPPER.writeValueAsString(body);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static <T> T read(EntryKey key, String text, Class<T> type) {
    try {
      return MAPPER.readValue(text, type);
    } catch (JsonProcessingException unreadable) {
      throw new IllegalStateException("the entry " + key + " is unreadable", unreadable);
    }
  }
}
