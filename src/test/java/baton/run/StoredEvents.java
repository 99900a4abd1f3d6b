package baton.run;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads and writes events as the journal does. */
final class StoredEvents {
  static final ObjectMapper CBOR = prepared(JsonMapper.builder(new CBORFactory()));
  static final ObjectMapper JSON = prepared(JsonMapper.builder());

  private StoredEvents() {}

  private static ObjectMapper prepared(JsonMapper.Builder builder) {
    return builder
        .addModules(new JavaTimeModule(), new ParameterNamesModule())
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .build();
  }

  static RunEvent roundTrip(RunEvent event) {
    try {
      return CBOR.readValue(CBOR.writeValueAsBytes(event), event.getClass());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  static String name(Class<?> event) {
    return event.getAnnotation(JsonTypeName.class).value();
  }
}
