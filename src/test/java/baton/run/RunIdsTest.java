package baton.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunIdsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static String hash(String businessKey, String inputs) throws JsonProcessingException {
    var values = new LinkedHashMap<String, JsonNode>();
    JSON.readTree(inputs).properties().forEach(f -> values.put(f.getKey(), f.getValue()));
    return RunIds.hash(new Runs.Submission("sketch", 1, values, businessKey, "key", "ada"));
  }

  @Test
  void theSameKeyGivesTheSameIdAndAnotherGivesAnother() {
    var id = RunIds.derived("sketch", "key");
    assertThat(RunIds.derived("sketch", "key")).isEqualTo(id);
    assertThat(RunIds.derived("sketch", "key2")).isNotEqualTo(id);
    assertThat(RunIds.derived("sketch2", "key")).isNotEqualTo(id);
    assertThat(UUID.fromString(id).version()).isEqualTo(5);
    assertThat(RunIds.valid(id)).isTrue();
  }

  @Test
  void idsWithoutAKeyRiseWithTime() {
    var id = RunIds.timeOrdered();
    assertThat(UUID.fromString(id).version()).isEqualTo(7);
    assertThat(UUID.fromString(id).variant()).isEqualTo(2);
    assertThat(RunIds.valid(id)).isTrue();
    assertThat(RunIds.timeOrdered()).isNotEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "r1", "a|b", "../x", "0195506E-4F00-7A11-8D52-5C1D7C1E9B01"})
  void whatIsNoIdIsSeen(String text) {
    assertThat(RunIds.valid(text)).isFalse();
  }

  @Test
  void theSameRequestHasTheSameHashInAnyOrderAndSpelling() throws JsonProcessingException {
    assertThat(hash("k", "{\"a\": {\"x\": 1, \"y\": [{\"p\": 1, \"q\": 2}]}, \"b\": 1.50}"))
        .isEqualTo(hash("k", "{\"b\": 1.5, \"a\": {\"y\": [{\"q\": 2, \"p\": 1}], \"x\": 1.0}}"));
  }

  @Test
  void anotherRequestHasAnotherHash() throws JsonProcessingException {
    assertThat(
            Map.of(
                    "base", hash("k", "{\"x\": 1}"),
                    "value", hash("k", "{\"x\": 2}"),
                    "type", hash("k", "{\"x\": \"1\"}"),
                    "name", hash("k", "{\"y\": 1}"),
                    "key", hash("l", "{\"x\": 1}"),
                    "noKey", hash(null, "{\"x\": 1}"),
                    "nullKey", hash("null", "{\"x\": 1}"),
                    "keyWithInput", hash("k\nx=1", "{}"),
                    "order", hash("k", "{\"x\": [1, 2]}"),
                    "otherOrder", hash("k", "{\"x\": [2, 1]}"))
                .values())
        .doesNotHaveDuplicates();
  }
}
