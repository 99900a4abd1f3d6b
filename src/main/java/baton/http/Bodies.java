package baton.http;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequestContext;
import static org.apache.pekko.http.javadsl.server.Directives.onComplete;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.RequestEntity;
import org.apache.pekko.http.javadsl.server.RequestContext;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.util.ByteString;

/** Reads the bodies of requests, as far as they are of the right kind and size. */
final class Bodies {
  /** Bytes that a JSON body may have: a run's inputs of 1 MiB, and what stands around them. */
  static final int MAX_JSON_BYTES = 1024 * 1024 + 64 * 1024;

  /**
   * Bytes of a body that are read and thrown away, so that who sends too much gets to read the
   * answer; beyond these the connection is cut.
   */
  static final int MAX_DRAINED_BYTES = 16 * 1024 * 1024;

  /** How long a body may take to come in. */
  static final Duration PATIENCE = Duration.ofSeconds(20);

  /** What the server takes a body for that does not say its type. */
  private static final Set<String> UNSAID = Set.of("none/none", "application/octet-stream");

  private static final Set<String> JSON = Set.of("application/json");

  private Bodies() {}

  /** A body that was read, and its type, such as {@code application/yaml}; empty if unsaid. */
  record Text(String type, String text) {}

  /** A JSON object; anything that does not belong there is refused with its place. */
  static <T> Route json(Class<T> type, Function<T, Route> inner) {
    return bytes(JSON, MAX_JSON_BYTES, (contentType, bytes) -> decoded(type, bytes, inner));
  }

  /** A JSON object, or no body at all. */
  static <T> Route optionalJson(Class<T> type, T none, Function<T, Route> inner) {
    return bytes(
        JSON,
        MAX_JSON_BYTES,
        (contentType, bytes) -> bytes.isEmpty() ? inner.apply(none) : decoded(type, bytes, inner));
  }

  /** A text in UTF-8 of one of these types, or of no type. */
  static Route text(Set<String> types, int maxBytes, Function<Text, Route> inner) {
    return bytes(
        types,
        maxBytes,
        (type, bytes) -> {
          try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(bytes.toByteBuffer()).toString();
            return inner.apply(new Text(UNSAID.contains(type) ? "" : type, text));
          } catch (CharacterCodingException notUtf8) {
            return complete(
                Problems.malformed("", "The body is not UTF-8.", "Save the text as UTF-8."));
          }
        });
  }

  private interface Inner {
    Route apply(String type, ByteString bytes);
  }

  private static Route bytes(Set<String> types, int maxBytes, Inner inner) {
    return extractRequestContext(context -> {
      var entity = context.getRequest().entity();
      var type = type(entity);
      if (!types.contains(type) && !UNSAID.contains(type)) {
        return complete(unsupported(type, types));
      }
      return onComplete(
          gathered(entity, maxBytes, context),
          read ->
              read.isSuccess()
                  ? read.get().tooLarge()
                      ? complete(tooLarge(maxBytes))
                      : inner.apply(type, read.get().bytes())
                  : complete(unread(read.failed().get(), maxBytes)));
    });
  }

  private static String type(RequestEntity entity) {
    return entity.getContentType().mediaType().toString().toLowerCase(Locale.ROOT);
  }

  private record Gathered(ByteString bytes, boolean tooLarge) {
    Gathered with(ByteString more, int maxBytes) {
      return tooLarge || bytes.size() + more.size() > maxBytes
          ? new Gathered(ByteString.emptyByteString(), true)
          : new Gathered(bytes.concat(more), false);
    }
  }

  private static CompletionStage<Gathered> gathered(
      RequestEntity entity, int maxBytes, RequestContext context) {
    return entity
        .withSizeLimit(MAX_DRAINED_BYTES)
        .getDataBytes()
        .completionTimeout(PATIENCE)
        .runFold(
            new Gathered(ByteString.emptyByteString(), false),
            (before, more) -> before.with(more, maxBytes),
            context.getMaterializer());
  }

  private static <T> Route decoded(Class<T> type, ByteString bytes, Function<T, Route> inner) {
    T value;
    try {
      value = Json.MAPPER.readValue(bytes.toArrayUnsafe(), type);
    } catch (JsonProcessingException mistake) {
      return complete(Problems.of(ProblemType.MALFORMED, List.of(JsonMistakes.of(mistake))));
    } catch (IOException notUtf8) {
      return complete(Problems.malformed("", "The body is not UTF-8.", "Send JSON in UTF-8."));
    }
    return value == null
        ? complete(Problems.malformed("", "The body is null.", "Send a JSON object."))
        : inner.apply(value);
  }

  private static HttpResponse unsupported(String type, Set<String> types) {
    var read = types.stream().sorted().toList();
    return Problems.of(
        ProblemType.UNSUPPORTED_MEDIA_TYPE,
        "`"
            + type
            + "` is not read here. Send `Content-Type: "
            + read.getFirst()
            + "`"
            + (read.size() > 1 ? ", or one of " + read.subList(1, read.size()) : "")
            + ".");
  }

  private static HttpResponse tooLarge(int maxBytes) {
    return Problems.of(
        ProblemType.TOO_LARGE,
        "The body has more than %,d bytes. Send less, and keep large data elsewhere."
            .formatted(maxBytes));
  }

  private static HttpResponse unread(Throwable failure, int maxBytes) {
    return failure instanceof TimeoutException
        ? Problems.of(
            ProblemType.TOO_SLOW,
            "The body did not come within " + PATIENCE.toSeconds() + " seconds. Send it again.")
        : tooLarge(maxBytes);
  }
}
