package baton.http;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request.Method;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The API document, and whether requests and answers are as it says. */
final class Contract {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

  private record Operation(String method, Pattern path) {}

  private final OpenApiInteractionValidator validator;
  private final Map<String, Operation> operations = new TreeMap<>();

  Contract() {
    var text = text();
    validator = OpenApiInteractionValidator.createForInlineApiSpecification(text).build();
    try {
      for (var path : new YAMLMapper().readTree(text).path("paths").properties()) {
        for (var method : path.getValue().properties()) {
          if (METHODS.contains(method.getKey())) {
            add(path.getKey(), method.getKey(), method.getValue());
          }
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private void add(String path, String method, JsonNode operation) {
    var pattern = path.replaceAll("\\{[^}]+}", "[^/:]+");
    operations.put(
        operation.path("operationId").asText(),
        new Operation(method.toUpperCase(java.util.Locale.ROOT), Pattern.compile(pattern)));
  }

  static String text() {
    try (var stream = Contract.class.getResourceAsStream("/web/openapi.yaml")) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  Set<String> operations() {
    return operations.keySet();
  }

  /** The documented operation that this is. */
  Optional<String> operation(String method, String path) {
    return operations.entrySet().stream()
        .filter(e ->
            e.getValue().method().equals(method) && e.getValue().path().matcher(path).matches())
        .map(Map.Entry::getKey)
        .findAny();
  }

  List<String> problems(HttpRequest request, String body) {
    var uri = request.uri();
    var builder = new SimpleRequest.Builder(Method.valueOf(request.method()), uri.getPath());
    query(uri).forEach(builder::withQueryParam);
    request
        .headers()
        .map()
        .forEach((name, values) -> {
          if (!name.equalsIgnoreCase("Content-Type")) {
            builder.withHeader(name, values);
          }
        });
    request.headers().firstValue("Content-Type").ifPresent(builder::withContentType);
    return messages(
        validator.validateRequest(
            body.isEmpty() ? builder.build() : builder.withBody(body).build()));
  }

  List<String> problems(HttpRequest request, HttpResponse<String> response) {
    var builder = SimpleResponse.Builder.status(response.statusCode()).withBody(response.body());
    response.headers().map().forEach((name, values) -> builder.withHeader(name, values));
    return messages(
        validator.validateResponse(
            request.uri().getPath(), Method.valueOf(request.method()), builder.build()));
  }

  private static Map<String, String> query(URI uri) {
    var query = new TreeMap<String, String>();
    if (uri.getRawQuery() != null) {
      for (var pair : uri.getRawQuery().split("&")) {
        var equals = pair.indexOf('=');
        query.put(
            pair.substring(0, equals),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return query;
  }

  private static List<String> messages(ValidationReport report) {
    return report.getMessages().stream().map(Object::toString).toList();
  }
}
