package baton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.NotSerializableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.SerializerWithStringManifest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One stored example of every event, under its stored name and version, written once and read for
 * ever: what a journal of any age holds.
 */
class EventExamplesTest {
  private static final Path EXAMPLES = Path.of("src/test/resources/events");
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();
  private static final ObjectMapper CBOR =
      CBORMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static ActorTestKit kit;
  private static Serialization serialization;

  @BeforeAll
  static void start() {
    kit = ActorTestKit.create(ConfigFactory.load("application-test"));
    serialization = SerializationExtension.get(Adapter.toClassic(kit.system()));
  }

  @AfterAll
  static void stop() {
    kit.shutdownTestKit();
  }

  /** The records of all interfaces that the configuration gives to the serializer of events. */
  static List<Class<?>> events() {
    return bindings().entrySet().stream()
        .filter(binding -> binding.getValue().equals("baton-event"))
        .map(binding -> type(binding.getKey()))
        .flatMap(EventExamplesTest::permitted)
        .toList();
  }

  private static Map<String, Object> bindings() {
    return ConfigFactory.load("application-test")
        .getObject("pekko.actor.serialization-bindings")
        .unwrapped();
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException absent) {
      throw new IllegalArgumentException(absent);
    }
  }

  private static String name(Class<?> event) {
    return event.getAnnotation(JsonTypeName.class).value();
  }

  private static Stream<Class<?>> permitted(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(EventExamplesTest::permitted)
        : Stream.of(type);
  }

  @ParameterizedTest
  @MethodSource("events")
  void theExampleOfAnEventIsReadAndMeansWhatItSays(Class<?> type) throws IOException {
    var name = name(type);
    var file = file(name);
    if (!Files.exists(file)) {
      fail(
          "event %s has no stored example: write one by hand as %s, with every field, and never"
              + " change it again",
          name, file);
    }
    var example = (ObjectNode) JSON.readTree(file.toFile());

    var event = serializer().fromBinary(CBOR.writeValueAsBytes(example), name);

    assertThat(event).isInstanceOf(type);
    assertThat(shown(event, example))
        .as(
            "%s as it is read today. A field that was renamed or changed its meaning needs a new"
                + " event, such as %s.v2; the old one stays",
            file, name)
        .isEqualTo(example);
    assertThat(serialization.findSerializerFor(event)).isEqualTo(serializer());
    assertThat(serializer().manifest(event)).isEqualTo(name);
  }

  /** The event in JSON, without fields that came after the example was written. */
  private static JsonNode shown(Object event, ObjectNode example) throws IOException {
    var written = (ObjectNode) CBOR.readTree(serializer().toBinary(event));
    written.retain(example.propertyStream().map(Map.Entry::getKey).toList());
    return JSON.readTree(written.toString());
  }

  @Test
  void everyExampleStillHasItsEvent() throws IOException {
    try (var files = Files.list(EXAMPLES)) {
      assertThat(files.toList())
          .as("examples of events that were stored once and must be read for ever")
          .isSubsetOf(events().stream().map(e -> file(name(e))).toList());
    }
  }

  @Test
  void storedNamesAreUniqueAndNotThoseOfClasses() {
    assertThat(events().stream().map(EventExamplesTest::name).toList())
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("[a-z]+(-[a-z]+)*(\\.v[2-9])?"))
        .noneMatch(name -> name.startsWith("baton"));
  }

  private static Path file(String name) {
    return EXAMPLES.resolve(name.contains(".v") ? name + ".json" : name + ".v1.json");
  }

  private static SerializerWithStringManifest serializer() throws NotSerializableException {
    return (SerializerWithStringManifest) serialization.serializerFor(events().getFirst());
  }
}
