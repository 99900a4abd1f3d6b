package baton.flow;

import baton.expression.Type;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.http.javadsl.ClientTransport;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.settings.ConnectionPoolSettings;
import org.apache.pekko.http.scaladsl.model.EntityStreamSizeException;
import org.apache.pekko.stream.BufferOverflowException;

/**
 * The action {@code http}: one call of an HTTP service. Redirects are not followed.
 *
 * <p>A status of 400 and more is a failure, of 408, 425, 429 and 5xx one that may pass, unless
 * {@code anyStatus} is true. The connection goes to the very address that was checked.
 */
public final class HttpAction implements Action {
  /** Bytes of an answer's body. */
  static final int MAX_RESPONSE_BYTES = FlowLimits.MAX_EXCHANGED_BYTES / 2;

  static final int DEFAULT_TIMEOUT_SECONDS = 30;
  static final int MAX_TIMEOUT_SECONDS = 300;

  /** Calls of one node that one host answers at the same time. */
  static final int CALLS_AT_ONCE = 512;

  /** Calls to one host that this node holds, answered or waiting; a power of two. */
  static final int OPEN_CALLS = 16_384;

  private static final Duration UNTIL_READ = Duration.ofSeconds(30);

  private static final Set<Integer> PASSING = Set.of(408, 425, 429);

  static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private final ActorSystem<?> system;
  private final Executor lookups;
  private final ConnectionPoolSettings settings;

  public HttpAction(ActorSystem<?> system) {
    this.system = system;
    this.lookups = system.dispatchers().lookup(DispatcherSelector.blocking());
    this.settings =
        ConnectionPoolSettings.create(system.classicSystem())
            .withMaxRetries(0)
            .withMaxConnections(CALLS_AT_ONCE)
            .withMaxOpenRequests(OPEN_CALLS)
            .withResponseEntitySubscriptionTimeout(UNTIL_READ)
            .withIdleTimeout(Duration.ofSeconds(MAX_TIMEOUT_SECONDS))
            .withTransport(
                ClientTransport.withCustomResolver((host, port) -> resolved(host, (Integer) port)));
  }

  @Override
  public String name() {
    return "http";
  }

  /**
   * {@code body}: a text goes as it is, anything else as JSON. {@code headers}: an object of texts.
   * {@code timeout}: seconds.
   */
  @Override
  public List<Parameter> inputs() {
    return List.of(
        Parameter.required("url", Type.TEXT),
        Parameter.optional("method", Type.TEXT),
        Parameter.optional("headers", Type.RECORD),
        Parameter.optional("body", Type.ANY),
        Parameter.optional("timeout", Type.NUMBER),
        Parameter.optional("anyStatus", Type.BOOLEAN));
  }

  /** {@code body}: the data of a JSON answer, else its text. */
  @Override
  public List<Parameter> outputs() {
    return List.of(
        Parameter.required("status", Type.NUMBER),
        Parameter.optional("body", Type.ANY),
        Parameter.required("headers", Type.RECORD));
  }

  @Override
  public boolean callsOut() {
    return true;
  }

  @Override
  public boolean keepsSecret(String input) {
    return input.equals("headers") || input.equals("body");
  }

  @Override
  public CompletionStage<Map<String, JsonNode>> perform(ActionCall call) {
    var request = HttpCall.request(call);
    var seconds = call.input("timeout").asInt(DEFAULT_TIMEOUT_SECONDS);
    var timeout = Duration.ofSeconds(Math.clamp(seconds, 1, MAX_TIMEOUT_SECONDS));
    var uri = request.getUri();
    return resolved(uri.host().address(), uri.port())
        .thenCompose(address ->
            Http.get(system)
                .singleRequest(
                    request,
                    Http.get(system).defaultClientHttpsContext(),
                    settings,
                    system.classicSystem().log()))
        .thenCompose(response -> outputs(call, response, timeout))
        .toCompletableFuture()
        .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .handle((outputs, failure) -> failure == null ? outputs : thrown(request, failure));
  }

  private CompletionStage<java.net.InetSocketAddress> resolved(String host, int port) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return OutwardAddress.resolve(host, port);
          } catch (java.net.UnknownHostException unknown) {
            throw new CompletionException(unknown);
          }
        },
        lookups);
  }

  private CompletionStage<Map<String, JsonNode>> outputs(
      ActionCall call, HttpResponse response, Duration timeout) {
    return response
        .entity()
        .withSizeLimit(MAX_RESPONSE_BYTES)
        .toStrict(timeout.toMillis(), system)
        .thenApply(entity -> {
          var status = response.status().intValue();
          if (status >= 400 && !call.input("anyStatus").asBoolean(false)) {
            throw refused(call, status);
          }
          return Map.of(
              "status", IntNode.valueOf(status),
              "body", body(entity),
              "headers", headers(response));
        });
  }

  private static ActionFailed refused(ActionCall call, int status) {
    var message = "%s answered %d.".formatted(call.text("url", ""), status);
    return status >= 500 || PASSING.contains(status)
        ? ActionFailed.forNow(message)
        : ActionFailed.forGood(message);
  }

  private static JsonNode body(HttpEntity.Strict entity) {
    var text = entity.getData().utf8String();
    if (!entity.getContentType().toString().contains("json")) {
      return TextNode.valueOf(text);
    }
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException notJson) {
      return TextNode.valueOf(text);
    }
  }

  /** Names in small letters; of several with one name, the values with commas between. */
  private static JsonNode headers(HttpResponse response) {
    var headers = JsonNodeFactory.instance.objectNode();
    for (var header : response.getHeaders()) {
      var name = header.lowercaseName().toLowerCase(Locale.ROOT);
      var before = headers.path(name).asText("");
      headers.put(name, before.isEmpty() ? header.value() : before + ", " + header.value());
    }
    return headers;
  }

  private static Map<String, JsonNode> thrown(HttpRequest request, Throwable failure) {
    var cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    var where = request.method().value() + " " + request.getUri();
    throw switch (cause) {
      case ActionFailed failed -> failed;
      case TimeoutException late -> ActionFailed.forNow(where + " took too long.");
      case EntityStreamSizeException tooLarge ->
          ActionFailed.forGood(
              "%s answered more than %,d bytes.".formatted(where, MAX_RESPONSE_BYTES));
      case java.net.UnknownHostException unknown ->
          ActionFailed.forNow(where + ": the host is not known.");
      case BufferOverflowException full ->
          ActionFailed.forNow(
              "%s was not called: %,d calls to that host are open already."
                  .formatted(where, OPEN_CALLS));
      default -> ActionFailed.forNow(where + " could not be reached: " + cause.getMessage());
    };
  }
}
