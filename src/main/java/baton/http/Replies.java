package baton.http;

import static org.apache.pekko.http.javadsl.server.Directives.completeWithFuture;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCode;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.Location;
import org.apache.pekko.http.javadsl.server.Route;

/** Answers that say yes. */
final class Replies {
  private Replies() {}

  static HttpResponse ok(Object value) {
    return json(StatusCodes.OK, value);
  }

  static HttpResponse created(String location, Object value) {
    return json(StatusCodes.CREATED, value).addHeader(Location.create(location));
  }

  static HttpResponse accepted(String location, Object value) {
    return json(StatusCodes.ACCEPTED, value).addHeader(Location.create(location));
  }

  private static HttpResponse json(StatusCode status, Object value) {
    return HttpResponse.create()
        .withStatus(status)
        .withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, Json.bytes(value)));
  }

  /** The answer to come; a failure is told as an unknown outcome. */
  static <T> Route later(CompletionStage<T> value, Function<T, HttpResponse> answer) {
    return completeWithFuture(value.thenApply(answer));
  }

  /** The found value, or that there is none. */
  static <T> Route found(
      CompletionStage<Optional<T>> value, String what, String name, Function<T, ?> body) {
    return later(
        value,
        found ->
            found.map(it -> ok(body.apply(it))).orElseGet(() -> Problems.notFound(what, name)));
  }
}
