package baton.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventFormatTest {
  private static final EventFormat FORMAT = EventFormat.of(List.of(Tea.class));
  private static final ObjectMapper CBOR = new CBORMapper();
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00.123456789Z");

  sealed interface Tea {
    @JsonTypeName("tea-brewed")
    record Brewed(String kind, Map<String, JsonNode> values, Instant at) implements Tea {}

    sealed interface Drunk extends Tea {
      @JsonTypeName("tea-sipped.v2")
      record Sipped(int sips) implements Drunk {}
    }
  }

  sealed interface Nameless {
    record Event() implements Nameless {}
  }

  sealed interface Shouting {
    @JsonTypeName("TeaBrewed")
    record Event() implements Shouting {}
  }

  sealed interface Twin {
    @JsonTypeName("tea-brewed")
    record Event() implements Twin {}
  }

  @Test
  void findsTheRecordsOfNestedInterfaces() {
    assertThat(FORMAT.name(new Tea.Drunk.Sipped(3))).isEqualTo("tea-sipped.v2");
  }

  @Test
  void readsWhatItWrote() throws IOException {
    var values =
        Map.<String, JsonNode>of(
            "price", DecimalNode.valueOf(new BigDecimal("1.50")),
            "large", DecimalNode.valueOf(new BigDecimal("123456789012345678901234567890.10")),
            "name", TextNode.valueOf("Earl Grey"),
            "none", JsonNodeFactory.instance.nullNode());
    var brewed = new Tea.Brewed("black", values, NOON);

    assertThat(FORMAT.read(FORMAT.name(brewed), FORMAT.write(brewed))).isEqualTo(brewed);
  }

  @Test
  void storesDatesAsTextAndNoTypeBesideTheName() throws IOException {
    var stored = CBOR.readTree(FORMAT.write(new Tea.Brewed("green", Map.of(), NOON)));

    assertThat(stored.get("at").asText()).isEqualTo("2026-01-31T12:00:00.123456789Z");
    assertThat(stored.fieldNames()).toIterable().containsExactly("kind", "values", "at");
  }

  @Test
  void readsAnEventWithFieldsThatCameLater() throws IOException {
    var later = CBOR.writeValueAsBytes(Map.of("sips", 2, "spilled", true));
    assertThat(FORMAT.read("tea-sipped.v2", later)).isEqualTo(new Tea.Drunk.Sipped(2));
  }

  @Test
  void refusesANameItDoesNotKnow() {
    assertThatThrownBy(() -> FORMAT.read("coffee-brewed", new byte[0]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("'coffee-brewed' is unknown");
  }

  @Test
  void refusesAnEventThatIsNotBound() {
    assertThatThrownBy(() -> FORMAT.name("text")).hasMessageContaining("java.lang.String");
  }

  @Test
  void refusesARecordWithoutAName() {
    assertThatThrownBy(() -> EventFormat.of(List.of(Nameless.class)))
        .hasMessageContaining(Nameless.Event.class.getName())
        .hasMessageContaining("@JsonTypeName");
  }

  @Test
  void refusesANameOfAnotherShape() {
    assertThatThrownBy(() -> EventFormat.of(List.of(Shouting.class)))
        .hasMessageContaining("lower case");
  }

  @Test
  void refusesANameThatIsTaken() {
    assertThatThrownBy(() -> EventFormat.of(List.of(Tea.class, Twin.class)))
        .hasMessageContaining("same stored name 'tea-brewed'");
  }
}
