package baton.http;

import baton.directory.DirectoryProblem;
import baton.directory.DirectoryReply;
import baton.scim.ScimRefused;
import baton.scim.ScimRefused.Type;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.jspecify.annotations.Nullable;

/**
 * Answers as SCIM clients read them; what other parts of this node refuse is put in their words.
 */
final class ScimAnswers {
  private static final ContentType SCIM_JSON =
      MediaTypes.applicationWithFixedCharset("scim+json", HttpCharsets.UTF_8).toContentType();

  private ScimAnswers() {}

  static HttpResponse of(int status, ObjectNode body) {
    return HttpResponse.create()
        .withStatus(StatusCodes.get(status))
        .withEntity(HttpEntities.create(SCIM_JSON, Json.bytes(body)));
  }

  static HttpResponse refused(ScimRefused refused) {
    return error(refused.type().status(), refused.type().word(), refused.detail());
  }

  private static HttpResponse error(int status, @Nullable String type, String detail) {
    var body = JsonNodeFactory.instance.objectNode();
    body.putArray("schemas").add("urn:ietf:params:scim:api:messages:2.0:Error");
    body.put("status", Integer.toString(status));
    if (type != null) {
      body.put("scimType", type);
    }
    body.put("detail", detail);
    return of(status, body);
  }

  /** The refusal that a failure is; any other failure goes on as one. */
  static HttpResponse of(Throwable failure) {
    var cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof ScimRefused refused) {
      return refused(refused);
    }
    throw new CompletionException(cause == null ? failure : cause);
  }

  static ScimRefused unsaved(DirectoryReply<?> reply) {
    return switch (reply) {
      case DirectoryReply.Saved<?> saved ->
          throw new IllegalArgumentException("saved: " + saved.stored().version());
      case DirectoryReply.NotFound<?> unknown -> notFound(unknown.name());
      case DirectoryReply.OtherVersion<?> other ->
          new ScimRefused(
              Type.OTHER_VERSION,
              "'" + other.name() + "' is at version " + other.version() + "; read it again.");
      case DirectoryReply.Refused<?> refused ->
          new ScimRefused(
              refused.problems().stream().anyMatch(DirectoryProblem::isTaken)
                  ? Type.UNIQUENESS
                  : Type.INVALID_VALUE,
              refused.problems().stream()
                  .map(problem ->
                      problem.field() + ": " + problem.message() + "; " + problem.remedy() + ".")
                  .collect(Collectors.joining(" ")));
    };
  }

  static ScimRefused notFound(String id) {
    return new ScimRefused(Type.NOT_FOUND, "There is no resource '" + id + "'.");
  }

  /** A problem document of this node as a SCIM error. */
  static HttpResponse inTheirWords(HttpResponse response) {
    var isError = response.status().intValue() >= 400;
    var type = response.entity().getContentType().mediaType().toString();
    if (!isError || !type.equals("application/problem+json")) {
      return response;
    }
    try {
      var strict = (HttpEntity.Strict) response.entity();
      var problem = Json.MAPPER.readTree(strict.getData().toArrayUnsafe());
      return response.withEntity(
          error(
                  response.status().intValue(),
                  response.status().intValue() == 400 ? Type.INVALID_SYNTAX.word() : null,
                  problem.path("detail").asText())
              .entity());
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
