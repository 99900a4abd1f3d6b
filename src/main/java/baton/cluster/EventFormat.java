package baton.cluster;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How events are stored: a short name that never changes, and the fields of the record as CBOR.
 *
 * <p>The name stands on each record by {@link JsonTypeName}. A record may gain fields; one whose
 * fields change their meaning gets a new record with a name such as {@code run-started.v2}, and the
 * old one stays. Decimals keep every digit, dates are ISO text.
 */
final class EventFormat {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*(\\.v\\d+)?");

  private static final ObjectMapper MAPPER =
      CBORMapper.builder()
          .addModules(new JavaTimeModule(), new Jdk8Module())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final Map<String, Class<?>> types = new HashMap<>();
  private final Map<Class<?>, String> names = new HashMap<>();

  private EventFormat() {}

  /**
   * The format of all records of these sealed interfaces.
   *
   * @throws IllegalArgumentException for a record without a name, or a name used twice
   */
  static EventFormat of(Collection<Class<?>> events) {
    var format = new EventFormat();
    events.forEach(format::add);
    return format;
  }

  String name(Object event) {
    var name = names.get(event.getClass());
    if (name == null) {
      throw new IllegalArgumentException(
          event.getClass().getName()
              + " is not a record of a sealed event interface bound to baton-event in"
              + " reference.conf");
    }
    return name;
  }

  byte[] write(Object event) throws IOException {
    return MAPPER.writeValueAsBytes(event);
  }

  /** Reads what {@link #write} wrote, now or by an older version. */
  Object read(String name, byte[] bytes) throws IOException {
    var type = types.get(name);
    if (type == null) {
      throw new IOException(
          "stored event '"
              + name
              + "' is unknown to this version of Baton: it was written by a newer one, or its"
              + " record was renamed or removed");
    }
    return MAPPER.readValue(bytes, type);
  }

  private void add(Class<?> type) {
    if (type.isSealed()) {
      for (var permitted : type.getPermittedSubclasses()) {
        add(permitted);
      }
      return;
    }
    var named = type.getAnnotation(JsonTypeName.class);
    if (!type.isRecord() || named == null || !NAME.matcher(named.value()).matches()) {
      throw new IllegalArgumentException(
          type.getName()
              + " must be a record with a stored name: @JsonTypeName(\"what-happened\"), lower case"
              + " with hyphens");
    }
    var other = types.putIfAbsent(named.value(), type);
    if (other != null && other != type) {
      throw new IllegalArgumentException(
          "%s and %s have the same stored name '%s'"
              .formatted(other.getName(), type.getName(), named.value()));
    }
    names.put(type, named.value());
  }
}
