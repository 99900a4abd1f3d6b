package baton.http;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.post;

import baton.run.RunStatus;
import baton.run.Runs;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;

/** Takes orchestration events: {@code POST /events}. */
final class EventRoutes {
  private final Runs runs;
  private final Identity identity;

  EventRoutes(Runs runs, Identity identity) {
    this.runs = runs;
    this.identity = identity;
  }

  enum StepEnd {
    Completed,
    Error
  }

  record Event(
      @Nullable String eventId,
      @Required String run,
      @Nullable String step,
      @Nullable StepEnd stepStatus,
      @Nullable Map<String, JsonNode> payload) {}

  record Taken(String eventId, String run, RunStatus status) {}

  Route routes() {
    return path(
        "events",
        () ->
            post(() ->
                Parameters.only(
                    List.of(),
                    () ->
                        identity.acting(person ->
                            SubmissionRoutes.key(
                                key -> Bodies.json(Event.class, event -> publish(event, key)))))));
  }

  private Route publish(Event event, Optional<String> key) {
    var id = event.eventId() == null ? key.orElseGet(EventRoutes::fresh) : event.eventId();
    if (id.isEmpty() || id.length() > SubmissionRoutes.MAX_KEY_CHARACTERS) {
      return complete(
          Problems.malformed(
              "eventId",
              "The event id has " + id.length() + " characters.",
              "Send 1 to " + SubmissionRoutes.MAX_KEY_CHARACTERS + "."));
    }
    if (event.stepStatus() != null && event.step() == null) {
      return complete(
          Problems.malformed(
              "stepStatus", "A status needs a step.", "Add `step`, or leave `stepStatus` out."));
    }
    if (!RunIds.valid(event.run())) {
      return complete(Problems.notFound("run", event.run()));
    }
    return Replies.later(
        runs.publish(
            new Runs.Event(
                event.run(),
                id,
                event.step(),
                event.stepStatus() == null ? null : event.stepStatus().name(),
                event.payload() == null ? Map.of() : event.payload())),
        answer ->
            switch (answer) {
              case Runs.Answer.Done done -> Replies.ok(new Taken(id, done.runId(), done.status()));
              case Runs.Answer.Refused refused -> Problems.of(refused.reason(), refused.detail());
            });
  }

  private static String fresh() {
    return UUID.randomUUID().toString();
  }
}
