package baton.http;

import baton.run.RunDecision;
import baton.work.ItemReply;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.jspecify.annotations.Nullable;

/** Answers that say no: problem documents (RFC 9457), and the table from reason to problem. */
final class Problems {
  /** Seconds after which an answer that is unknown now may be asked for again. */
  static final int RETRY_AFTER_SECONDS = 2;

  private static final ContentType PROBLEM_JSON =
      MediaTypes.applicationWithFixedCharset("problem+json", HttpCharsets.UTF_8).toContentType();

  private Problems() {}

  private record Document(
      String type,
      String title,
      int status,
      String detail,
      @Nullable List<TextProblem> problems,
      @Nullable String by,
      @Nullable Instant at,
      @Nullable String draft,
      @Nullable Map<String, JsonNode> typed) {}

  /**
   * What came in between, for a person who was too late.
   *
   * @param by who was first, or has it now; null where it is not a person who stands in the way
   * @param at since when; null where that is not known
   * @param draft where what the person typed can be read; null where nothing was typed
   * @param typed what was typed; null where it is not at hand
   */
  record Overtaken(
      @Nullable String by,
      @Nullable Instant at,
      @Nullable String draft,
      @Nullable Map<String, JsonNode> typed) {
    static final Overtaken BY_NOTHING = new Overtaken(null, null, null, null);
  }

  static HttpResponse of(ProblemType type, String detail) {
    return answer(type, detail, null, Overtaken.BY_NOTHING);
  }

  /** With every single thing that is wrong; the detail is made of them. */
  static HttpResponse of(ProblemType type, List<TextProblem> problems) {
    return answer(
        type,
        switch (problems.size()) {
          case 1 -> problems.getFirst().message();
          default -> problems.size() + " problems";
        },
        problems,
        Overtaken.BY_NOTHING);
  }

  /** Somebody else was faster; nothing that the person typed is lost. */
  static HttpResponse overtaken(ProblemType type, String detail, Overtaken overtaken) {
    return answer(type, detail, null, overtaken);
  }

  static HttpResponse malformed(String path, String message, String remedy) {
    return of(ProblemType.MALFORMED, List.of(TextProblem.at(path, message, remedy)));
  }

  static HttpResponse notFound(String what, String name) {
    return of(ProblemType.NOT_FOUND, "There is no " + what + " `" + name + "`.");
  }

  static HttpResponse of(RunDecision.Reason reason, String detail) {
    return of(
        switch (reason) {
          case NOT_FOUND -> ProblemType.NOT_FOUND;
          case KEY_REUSED -> ProblemType.KEY_REUSED;
          case INVALID_INPUT -> ProblemType.INVALID;
          case WRONG_STATE, MIGRATION_WAITS, MIGRATION_BLOCKED -> ProblemType.WRONG_STATE;
          case NOT_ASSIGNED_TO_YOU -> ProblemType.NOT_ASSIGNED_TO_YOU;
          case ALREADY_COMPLETED -> ProblemType.ALREADY_COMPLETED;
          case CLAIMED_BY_OTHER -> ProblemType.CLAIMED_BY_OTHER;
        },
        detail);
  }

  static ProblemType type(ItemReply.Reason reason) {
    return switch (reason) {
      case NOT_FOUND -> ProblemType.NOT_FOUND;
      case BAD_INPUT, UNKNOWN_ASSIGNEE -> ProblemType.INVALID;
      case WRONG_STATE -> ProblemType.WRONG_STATE;
      case NOT_ASSIGNED_TO_YOU -> ProblemType.NOT_ASSIGNED_TO_YOU;
      case ALREADY_COMPLETED -> ProblemType.ALREADY_COMPLETED;
      case CLAIMED_BY_OTHER -> ProblemType.CLAIMED_BY_OTHER;
    };
  }

  private static HttpResponse answer(
      ProblemType type, String detail, @Nullable List<TextProblem> problems, Overtaken overtaken) {
    var document =
        new Document(
            type.uri(),
            type.title(),
            type.status(),
            detail,
            problems,
            overtaken.by(),
            overtaken.at(),
            overtaken.draft(),
            overtaken.typed());
    var response =
        HttpResponse.create()
            .withStatus(StatusCodes.get(type.status()))
            .withEntity(HttpEntities.create(PROBLEM_JSON, Json.bytes(document)));
    return type.status() == StatusCodes.SERVICE_UNAVAILABLE.intValue()
        ? response.addHeader(RawHeader.create("Retry-After", Integer.toString(RETRY_AFTER_SECONDS)))
        : response;
  }
}
