package baton.http;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.post;

import baton.run.RunStatus;
import baton.run.Runs;
import java.util.List;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.PathMatchers;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;

/** Shows, explains and cancels runs. */
final class RunRoutes {
  static final int MAX_REASON_CHARACTERS = 4_000;

  private final Runs runs;
  private final Identity identity;

  RunRoutes(Runs runs, Identity identity) {
    this.runs = runs;
    this.identity = identity;
  }

  record Cancel(@Nullable String reason) {}

  /** What is said of a run that a command reached. */
  record Accepted(String id, RunStatus status, boolean created, Links links) {
    record Links(String self, String events, String stream, String page) {}

    static Accepted of(Runs.Answer.Done done) {
      var self = "/api/v1/runs/" + done.runId();
      return new Accepted(
          done.runId(),
          done.status(),
          done.created(),
          new Links(self, self + "/events", self + "/stream", "/runs/" + done.runId()));
    }
  }

  Route routes() {
    return concat(
        path(Paths.under("runs"), id -> get(() -> Parameters.only(List.of(), () -> show(id)))),
        path(
            Paths.under("runs").slash(PathMatchers.segment("why")),
            id -> get(() -> Parameters.only(List.of(), () -> why(id)))),
        path(
            Paths.action("runs", "cancel"),
            id -> post(() -> Parameters.only(List.of(), () -> cancel(id)))));
  }

  private Route show(String id) {
    return RunIds.valid(id)
        ? Replies.found(runs.view(id), "run", id, view -> view)
        : complete(Problems.notFound("run", id));
  }

  private Route why(String id) {
    return RunIds.valid(id)
        ? Replies.found(runs.why(id), "run", id, why -> why)
        : complete(Problems.notFound("run", id));
  }

  private Route cancel(String id) {
    return identity.acting(person ->
        Bodies.optionalJson(
            Cancel.class,
            new Cancel(null),
            body -> {
              if (!RunIds.valid(id)) {
                return complete(Problems.notFound("run", id));
              }
              var reason = body.reason();
              if (reason != null && reason.length() > MAX_REASON_CHARACTERS) {
                return complete(
                    Problems.malformed(
                        "reason",
                        "The reason has " + reason.length() + " characters.",
                        "Send at most " + MAX_REASON_CHARACTERS + "."));
              }
              return Replies.later(runs.cancel(id, person.username(), reason), RunRoutes::answered);
            }));
  }

  static HttpResponse answered(Runs.Answer answer) {
    return switch (answer) {
      case Runs.Answer.Done done -> Replies.ok(Accepted.of(done));
      case Runs.Answer.Refused refused -> Problems.of(refused.reason(), refused.detail());
    };
  }
}
