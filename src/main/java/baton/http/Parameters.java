package baton.http;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.parameterMap;
import static org.apache.pekko.http.javadsl.server.Directives.parameterMultiMap;
import static org.apache.pekko.http.javadsl.server.Directives.parameterOptional;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.Route;

/** Reads the parameters of a query; one that is unknown or wrong is refused by its name. */
final class Parameters {
  static final int MAX_LIMIT = 200;
  static final int DEFAULT_LIMIT = 50;
  static final int MAX_CURSOR_CHARACTERS = 2_000;

  private Parameters() {}

  /** Refuses all others: a misspelled filter must not answer with everything. */
  static Route only(List<String> names, Supplier<Route> inner) {
    return parameterMultiMap(given -> {
      for (var parameter : given.entrySet()) {
        var name = parameter.getKey();
        if (!names.contains(name)) {
          return complete(
              Problems.malformed(
                  name,
                  "There is no parameter `" + name + "` here.",
                  names.isEmpty()
                      ? "Leave it out."
                      : "Use one of: " + String.join(", ", names) + "."));
        }
        if (parameter.getValue().size() > 1) {
          return complete(
              Problems.malformed(name, "`" + name + "` is given more than once.", "Give it once."));
        }
      }
      return inner.get();
    });
  }

  static Route text(String name, int maxCharacters, Function<Optional<String>, Route> inner) {
    return parameterOptional(
        name,
        value ->
            value.isPresent() && value.get().length() > maxCharacters
                ? complete(tooLong(name, value.get(), maxCharacters))
                : inner.apply(value));
  }

  /** Some texts at once; those that are not given are not in the map. */
  static Route texts(
      Map<String, Integer> maxCharacters, Function<Map<String, String>, Route> inner) {
    return parameterMap(given -> {
      var texts = new HashMap<String, String>();
      for (var parameter : maxCharacters.entrySet()) {
        var name = parameter.getKey();
        var value = given.get(name);
        if (value != null && value.length() > parameter.getValue()) {
          return complete(tooLong(name, value, parameter.getValue()));
        }
        if (value != null) {
          texts.put(name, value);
        }
      }
      return inner.apply(texts);
    });
  }

  private static HttpResponse tooLong(String name, String value, int maxCharacters) {
    return Problems.malformed(
        name,
        "`" + name + "` has " + value.length() + " characters.",
        "Send at most " + maxCharacters + ".");
  }

  /** A moment, as in {@code 2026-01-31T10:00:00Z}; a date alone is its beginning. */
  static Route instant(String name, Function<Optional<Instant>, Route> inner) {
    return parameterOptional(
        name,
        text -> {
          try {
            return inner.apply(text.map(Parameters::instant));
          } catch (DateTimeParseException noMoment) {
            return complete(
                Problems.malformed(
                    name,
                    "`" + name + "` cannot be `" + text.orElse("") + "`.",
                    "Send a moment such as 2026-01-31T10:00:00Z, or a date such as 2026-01-31."));
          }
        });
  }

  private static Instant instant(String text) {
    return text.length() <= "2026-01-31".length()
        ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
        : OffsetDateTime.parse(text).toInstant();
  }

  static Route number(String name, int from, int to, int otherwise, IntFunction<Route> inner) {
    return parameterOptional(
        name,
        text -> {
          if (text.isEmpty()) {
            return inner.apply(otherwise);
          }
          if (text.get().matches("[0-9]{1,9}")) {
            var value = Integer.parseInt(text.get());
            if (value >= from && value <= to) {
              return inner.apply(value);
            }
          }
          return complete(
              Problems.malformed(
                  name,
                  "`" + name + "` cannot be `" + text.get() + "`.",
                  "Send a whole number from " + from + " to " + to + "."));
        });
  }

  /** One of the constants, as they are spelled or in lower case. */
  static <E extends Enum<E>> Route choice(
      String name, E[] constants, Function<Optional<E>, Route> inner) {
    return parameterOptional(
        name,
        text -> {
          var found =
              text.flatMap(given ->
                  Arrays.stream(constants).filter(c -> c.name().equalsIgnoreCase(given)).findAny());
          if (text.isPresent() && found.isEmpty()) {
            return complete(
                Problems.malformed(
                    name,
                    "`" + name + "` cannot be `" + text.get() + "`.",
                    "Use one of: "
                        + Arrays.stream(constants).map(Enum::name).collect(Collectors.joining(", "))
                        + "."));
          }
          return inner.apply(found);
        });
  }

  interface Page {
    Route apply(int limit, Optional<String> cursor);
  }

  static Route page(Page inner) {
    return number(
        "limit",
        1,
        MAX_LIMIT,
        DEFAULT_LIMIT,
        limit -> text("cursor", MAX_CURSOR_CHARACTERS, cursor -> inner.apply(limit, cursor)));
  }
}
