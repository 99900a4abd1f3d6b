package baton.http;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.delete;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.optionalHeaderValueByName;
import static org.apache.pekko.http.javadsl.server.Directives.patch;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.apache.pekko.http.javadsl.server.Directives.put;

import baton.record.Expected;
import baton.record.RecordDecision;
import baton.record.RecordKey;
import baton.record.RecordLimits;
import baton.record.RecordProblem;
import baton.record.RecordSearch;
import baton.record.RecordView;
import baton.record.Records;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;

/** Shows, lists, creates, changes and deletes business records. */
final class RecordRoutes {
  static final int MAX_SEARCH_CHARACTERS = 200;

  private static final Pattern VERSION = Pattern.compile("(?:W/)?\"([0-9]{1,18})\"");

  private final Records records;
  private final Identity identity;

  RecordRoutes(Records records, Identity identity) {
    this.records = records;
    this.identity = identity;
  }

  record Page(List<RecordView> items, @Nullable String nextCursor) {}

  record Creation(@Nullable String id, @Required Map<String, JsonNode> fields) {}

  record Change(@Required Map<String, JsonNode> fields) {}

  Route routes() {
    return concat(
        path(Paths.under("records"), type -> concat(get(() -> list(type)), post(() -> make(type)))),
        path(
            Paths.under("records").slash(Paths.name()),
            (type, id) -> Parameters.only(List.of(), () -> one(new RecordKey(type, id)))));
  }

  private Route list(String type) {
    return Parameters.only(
        List.of("q", "id", "limit", "cursor"),
        () ->
            Parameters.text(
                "id",
                RecordLimits.ID_CHARACTERS,
                id ->
                    id.map(only -> exactly(new RecordKey(type, only)))
                        .orElseGet(() -> search(type))));
  }

  /** For those who do not know whether there is one, and take none for an answer. */
  private Route exactly(RecordKey key) {
    return Replies.later(
        records.record(key), found -> Replies.ok(new Page(found.stream().toList(), null)));
  }

  private Route search(String type) {
    return Parameters.text(
        "q",
        MAX_SEARCH_CHARACTERS,
        text ->
            Parameters.page((limit, cursor) ->
                Replies.later(
                    records.list(type, RecordSearch.of(text.orElse("")), limit, cursor),
                    page -> Replies.ok(new Page(page.records(), page.cursor().orElse(null))))));
  }

  private Route make(String type) {
    return Parameters.only(
        List.of(),
        () ->
            identity.acting(person ->
                SubmissionRoutes.key(key ->
                    Bodies.json(
                        Creation.class, body -> make(type, person.username(), key, body)))));
  }

  private Route make(String type, String by, Optional<String> key, Creation body) {
    var given = body.id();
    if (given == null && key.isEmpty()) {
      return complete(
          Problems.malformed(
              "id",
              "Without an id, sending this again would make a second record.",
              "Send an `id`, or the header `Idempotency-Key`."));
    }
    var record =
        given == null ? RecordKey.derived(type, key.orElseThrow()) : new RecordKey(type, given);
    var request = Records.Request.of(by, body.fields());
    return Replies.later(
        records.create(record, body.fields(), request),
        answer ->
            given == null && isThereAlready(answer)
                ? Problems.of(
                    ProblemType.KEY_REUSED,
                    "Another %s was made with this Idempotency-Key; use a new one for a new record."
                        .formatted(type))
                : answered(answer));
  }

  private static boolean isThereAlready(Records.Answer answer) {
    return answer instanceof Records.Answer.Refused no
        && no.reason() == RecordDecision.Reason.EXISTS;
  }

  private Route one(RecordKey key) {
    return concat(
        get(() -> show(key)),
        put(() ->
            changing((by, expected) ->
                Bodies.json(
                    Change.class, body -> answer(records.put(key, body.fields(), expected, by))))),
        patch(() ->
            changing((by, expected) ->
                Bodies.json(
                    Change.class,
                    body -> answer(records.patch(key, body.fields(), expected, by))))),
        delete(() -> changing((by, expected) -> answer(records.delete(key, expected, by)))));
  }

  private Route show(RecordKey key) {
    return Replies.later(
        records.record(key),
        found ->
            found
                .map(record -> tagged(Replies.ok(record), record))
                .orElseGet(() -> Problems.notFound("record", key.toString())));
  }

  private interface Changing {
    Route apply(Records.Request by, Expected expected);
  }

  private Route changing(Changing inner) {
    return identity.acting(person ->
        expected(expected -> inner.apply(Records.Request.of(person.username()), expected)));
  }

  private static Route expected(Function<Expected, Route> inner) {
    return optionalHeaderValueByName(
        "If-Match",
        match ->
            optionalHeaderValueByName(
                "If-None-Match",
                noneMatch -> {
                  var version = match.map(VERSION::matcher).filter(m -> m.matches());
                  if (match.isPresent() && version.isEmpty()) {
                    return complete(
                        Problems.malformed(
                            "If-Match",
                            "`" + match.get() + "` is no version of a record.",
                            "Send the `ETag` of an answer, such as \"3\"."));
                  }
                  if (noneMatch.isPresent()
                      && (match.isPresent() || !noneMatch.get().equals("*"))) {
                    return complete(
                        Problems.malformed(
                            "If-None-Match",
                            "A change may expect that there is no such record, and nothing else.",
                            "Send `If-None-Match: *`, or `If-Match` alone."));
                  }
                  return inner.apply(
                      version
                          .<Expected>map(m -> new Expected.Version(Long.parseLong(m.group(1))))
                          .orElse(
                              noneMatch.isPresent()
                                  ? new Expected.Nothing()
                                  : new Expected.Anything()));
                }));
  }

  private static Route answer(CompletionStage<Records.Answer> answer) {
    return Replies.later(answer, RecordRoutes::answered);
  }

  private static HttpResponse answered(Records.Answer answer) {
    return switch (answer) {
      case Records.Answer.Done done when done.created() -> {
        var key = new RecordKey(done.record().type(), done.record().id());
        yield tagged(
            Replies.created("/api/v1/records/" + key.path(), done.record()), done.record());
      }
      case Records.Answer.Done done -> tagged(Replies.ok(done.record()), done.record());
      case Records.Answer.Refused no when !no.problems().isEmpty() ->
          Problems.of(
              ProblemType.INVALID, no.problems().stream().map(RecordRoutes::problem).toList());
      case Records.Answer.Refused no ->
          Problems.of(
              switch (no.reason()) {
                case NOT_FOUND -> ProblemType.NOT_FOUND;
                case DELETED, EXISTS -> ProblemType.WRONG_STATE;
                case OTHER_VERSION -> ProblemType.OTHER_VERSION;
                case INVALID_INPUT -> ProblemType.INVALID;
              },
              no.detail());
    };
  }

  private static TextProblem problem(RecordProblem problem) {
    return TextProblem.at(problem.path(), problem.message(), problem.remedy());
  }

  private static HttpResponse tagged(HttpResponse response, RecordView record) {
    return response.addHeader(RawHeader.create("ETag", "\"" + record.version() + "\""));
  }
}
