package baton.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** What this service tells clients of itself (RFC 7644 §4). */
public final class ScimSelf {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private ScimSelf() {}

  public static ObjectNode configuration(String base) {
    return (ObjectNode) located(read("service-provider-config"), base);
  }

  public static ObjectNode resourceTypes(String base) {
    return list(read("resource-types"), base);
  }

  public static Optional<ObjectNode> resourceType(String id, String base) {
    return one(read("resource-types"), id, base);
  }

  public static ObjectNode schemas(String base) {
    return list(read("schemas"), base);
  }

  public static Optional<ObjectNode> schema(String id, String base) {
    return one(read("schemas"), id, base);
  }

  private static ObjectNode list(JsonNode all, String base) {
    var answer = JsonNodeFactory.instance.objectNode();
    answer.putArray("schemas").add("urn:ietf:params:scim:api:messages:2.0:ListResponse");
    answer.put("totalResults", all.size());
    answer.put("startIndex", 1);
    answer.put("itemsPerPage", all.size());
    var resources = answer.putArray("Resources");
    all.forEach(each -> resources.add(located(each, base)));
    return answer;
  }

  private static Optional<ObjectNode> one(JsonNode all, String id, String base) {
    for (var each : all) {
      if (each.path("id").asText().equals(id)) {
        return Optional.of((ObjectNode) located(each, base));
      }
    }
    return Optional.empty();
  }

  private static JsonNode located(JsonNode resource, String base) {
    var meta = (ObjectNode) resource.path("meta");
    meta.put("location", base + meta.path("location").asText());
    return resource;
  }

  private static JsonNode read(String name) {
    try (var stream = ScimSelf.class.getResourceAsStream("/scim/" + name + ".json")) {
      if (stream == null) {
        throw new IllegalStateException("scim/" + name + ".json is missing from the class path");
      }
      return MAPPER.readTree(stream);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
