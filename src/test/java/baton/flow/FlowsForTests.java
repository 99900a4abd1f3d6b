package baton.flow;

import static org.assertj.core.api.Assertions.assertThat;

import baton.document.Document;
import baton.document.Problems;
import baton.expression.Problem;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Flows written in a test, read as they would be from a store. */
final class FlowsForTests {
  static final Moment MOMENT = new Moment(Instant.parse("2026-03-01T09:30:00Z"), "ada");
  static final Actions ACTIONS = Actions.discovered();

  private static final ObjectMapper YAML =
      new YAMLMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private FlowsForTests() {}

  static Flow flow(String yaml) {
    return flow(ACTIONS, yaml);
  }

  /** The first flow, bound to the others. */
  static Flow flow(Actions actions, String yaml, String... called) {
    var all = new HashMap<String, Flow>();
    Arrays.stream(called)
        .map(text -> read(text, new Surroundings(actions, null)))
        .forEach(flow -> all.put(flow.name(), flow));
    return read(yaml, new Surroundings(actions, called.length == 0 ? null : all)).with(all);
  }

  private static Flow read(String yaml, Surroundings surroundings) {
    var problems = new Problems();
    var document = Document.read("test.yaml", yaml, problems);
    var flow = document == null ? null : FlowReader.read(document, surroundings, problems);
    assertThat(problems.list()).isEmpty();
    assertThat(flow).isNotNull();
    return flow;
  }

  static List<Problem> problems(String yaml) {
    return problems(yaml, new Surroundings(ACTIONS, null));
  }

  static List<Problem> problems(String yaml, Surroundings surroundings) {
    var problems = new Problems();
    var document = Document.read("test.yaml", yaml, problems);
    if (document != null) {
      FlowReader.read(document, surroundings, problems);
    }
    return problems.list();
  }

  static JsonNode json(String yaml) {
    try {
      return YAML.readTree(yaml);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Named values, written as a YAML mapping. */
  static Map<String, JsonNode> values(String yaml) {
    var values = new LinkedHashMap<String, JsonNode>();
    json(yaml).properties().forEach(entry -> values.put(entry.getKey(), entry.getValue()));
    return values;
  }
}
