package baton.http;

import static org.apache.pekko.http.javadsl.server.Directives.completeWithFuture;
import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.delete;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.patch;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.apache.pekko.http.javadsl.server.Directives.put;

import baton.directory.Directory;
import baton.directory.DirectoryReply;
import baton.directory.Entry;
import baton.directory.People;
import baton.scim.ScimFields;
import baton.scim.ScimPatch;
import baton.scim.ScimQuery;
import baton.scim.ScimRefused;
import baton.scim.ScimRefused.Type;
import baton.scim.ScimResources;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.Route;

/** The requests of SCIM about resources of one kind (RFC 7644 §3). */
final class ScimResourceRoutes<T> {
  private static final Set<String> TYPES = Set.of("application/scim+json", "application/json");
  private static final List<String> FIELDS = List.of("attributes", "excludedAttributes");
  private static final List<String> QUERY =
      List.of("filter", "startIndex", "count", "sortBy", "sortOrder", FIELDS.get(0), FIELDS.get(1));
  private static final int LONGEST_PARAMETER_CHARACTERS = 2_000;
  private static final Pattern VERSION = Pattern.compile("(?:W/)?\"([0-9]{1,18})\"");

  private final String collection;
  private final ScimDoor<T> door;
  private final People people;
  private final Identity identity;

  ScimResourceRoutes(String collection, ScimDoor<T> door, People people, Identity identity) {
    this.collection = collection;
    this.door = door;
    this.people = people;
    this.identity = identity;
  }

  Route routes() {
    return concat(
        path(
            collection,
            () ->
                concat(
                    get(() -> parameters(QUERY, this::list)),
                    post(() -> parameters(FIELDS, given -> changing(body -> make(body, given)))))),
        path(
            Paths.under(collection),
            id ->
                parameters(
                    FIELDS,
                    given ->
                        concat(
                            get(() -> one(id, given)),
                            put(() -> changing(body -> replace(id, body, given))),
                            patch(() -> changing(body -> patched(id, body, given))),
                            delete(() -> identity.actingOrFirst(() -> deleted(id)))))));
  }

  private static Route parameters(List<String> names, Function<Map<String, String>, Route> inner) {
    var longest = new java.util.HashMap<String, Integer>();
    names.forEach(name -> longest.put(name, LONGEST_PARAMETER_CHARACTERS));
    return Parameters.only(names, () -> Parameters.texts(longest, inner));
  }

  private static ScimFields fields(Map<String, String> given) {
    return ScimFields.of(
        Optional.ofNullable(given.get(FIELDS.get(0))),
        Optional.ofNullable(given.get(FIELDS.get(1))));
  }

  private Route changing(Function<JsonNode, Route> inner) {
    return identity.actingOrFirst(() ->
        Bodies.text(
            TYPES,
            Bodies.MAX_JSON_BYTES,
            text -> {
              try {
                return inner.apply(Json.MAPPER.readTree(text.text()));
              } catch (JsonProcessingException notJson) {
                return answered(request -> {
                  throw new ScimRefused(
                      Type.INVALID_SYNTAX,
                      "The body is no JSON: " + JsonMistakes.of(notJson).message());
                });
              }
            }));
  }

  private interface Answer {
    CompletionStage<HttpResponse> to(HttpRequest request);
  }

  private static Route answered(Answer answer) {
    return extractRequest(request ->
        completeWithFuture(
            CompletableFuture.completedFuture(request)
                .thenCompose(answer::to)
                .exceptionally(ScimAnswers::of)));
  }

  private Route list(Map<String, String> given) {
    return answered(request -> {
      var query =
          ScimQuery.of(
              Optional.ofNullable(given.get("filter")),
              Optional.ofNullable(given.get("startIndex")),
              Optional.ofNullable(given.get("count")),
              fields(given));
      return people
          .directory()
          .thenApply(directory ->
              ScimAnswers.of(200, door.list(query, directory, ScimRoutes.base(request))));
    });
  }

  private Route one(String id, Map<String, String> given) {
    return answered(request ->
        people
            .directory()
            .thenApply(directory -> {
              var entry = known(directory, id);
              var version = ScimResources.version(entry.version());
              return header(request, "If-None-Match").equals(Optional.of(version))
                  ? HttpResponse.create()
                      .withStatus(StatusCodes.NOT_MODIFIED)
                      .addHeader(RawHeader.create("ETag", version))
                  : shown(200, entry, directory, request, given);
            }));
  }

  private Route make(JsonNode body, Map<String, String> given) {
    return answered(request ->
        people
            .directory()
            .thenCompose(directory -> door.make(body, directory))
            .thenCompose(reply -> changed(201, reply, request, given)));
  }

  private Route replace(String id, JsonNode body, Map<String, String> given) {
    return answered(request ->
        people
            .directory()
            .thenCompose(directory -> {
              known(directory, id);
              return door.replace(id, expected(request), body);
            })
            .thenCompose(reply -> changed(200, reply, request, given)));
  }

  private Route patched(String id, JsonNode body, Map<String, String> given) {
    return answered(request -> {
      var changes = ScimPatch.of(body);
      return people
          .directory()
          .thenCompose(directory -> {
            known(directory, id);
            return door.patch(id, expected(request), changes, directory);
          })
          .thenCompose(reply -> changed(200, reply, request, given));
    });
  }

  private Route deleted(String id) {
    return answered(request ->
        people
            .directory()
            .thenCompose(directory -> {
              known(directory, id);
              return door.delete(id, expected(request));
            })
            .thenApply(reply -> {
              saved(reply);
              return HttpResponse.create().withStatus(StatusCodes.NO_CONTENT);
            }));
  }

  private Entry<T> known(Directory directory, String id) {
    return door.known(directory, id).orElseThrow(() -> ScimAnswers.notFound(id));
  }

  private static <T> Entry<T> saved(DirectoryReply<T> reply) {
    if (reply instanceof DirectoryReply.Saved<T> saved) {
      return saved.stored();
    }
    throw ScimAnswers.unsaved(reply);
  }

  private CompletionStage<HttpResponse> changed(
      int status, DirectoryReply<T> reply, HttpRequest request, Map<String, String> given) {
    var entry = saved(reply);
    return people
        .directory()
        .thenApply(directory -> shown(status, entry, directory, request, given));
  }

  private HttpResponse shown(
      int status,
      Entry<T> entry,
      Directory directory,
      HttpRequest request,
      Map<String, String> given) {
    var base = ScimRoutes.base(request);
    var body = fields(given).of(door.shown(entry, directory, base));
    return ScimAnswers.of(status, body)
        .addHeader(RawHeader.create("ETag", ScimResources.version(entry.version())))
        .addHeader(
            RawHeader.create("Location", base + "/" + collection + "/" + door.id(entry.value())));
  }

  /** The version that a client has seen; none where it does not care. */
  private static Optional<Long> expected(HttpRequest request) {
    return header(request, "If-Match")
        .filter(text -> !text.strip().equals("*"))
        .map(text -> {
          var matcher = VERSION.matcher(text.strip());
          if (!matcher.matches()) {
            throw new ScimRefused(Type.OTHER_VERSION, "'" + text + "' is no version of it.");
          }
          return Long.parseLong(matcher.group(1));
        });
  }

  private static Optional<String> header(HttpRequest request, String name) {
    return request.getHeader(name).map(header -> header.value());
  }
}
