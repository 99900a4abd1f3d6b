package baton.http;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.post;

import baton.run.RunOperation;
import baton.run.Runs;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;

/** Takes what operators do to runs: suspend, resume, retry, skip and jump. */
final class RunOperationRoutes {
  private final Runs runs;
  private final Identity identity;

  RunOperationRoutes(Runs runs, Identity identity) {
    this.runs = runs;
    this.identity = identity;
  }

  record Suspend(@Nullable String reason) {}

  record Resume() {}

  record Retry(@Required String step, @Nullable Map<String, JsonNode> inputs) {}

  record Skip(@Required String step, @Nullable Map<String, JsonNode> outputs) {}

  record Jump(@Required String stage, @Nullable String reason) {}

  Route routes() {
    return concat(
        action(
            "suspend",
            id ->
                Bodies.optionalJson(
                    Suspend.class,
                    new Suspend(null),
                    body -> operate(id, new RunOperation.Suspend(body.reason())))),
        action(
            "resume",
            id ->
                Bodies.optionalJson(
                    Resume.class, new Resume(), body -> operate(id, new RunOperation.Resume()))),
        action(
            "retry",
            id ->
                Bodies.json(
                    Retry.class,
                    body ->
                        operate(id, new RunOperation.Retry(body.step(), values(body.inputs()))))),
        action(
            "skip",
            id ->
                Bodies.json(
                    Skip.class,
                    body ->
                        operate(id, new RunOperation.Skip(body.step(), values(body.outputs()))))),
        action(
            "jump",
            id ->
                Bodies.json(
                    Jump.class,
                    body -> operate(id, new RunOperation.Jump(body.stage(), body.reason())))));
  }

  private static Route action(String name, Function<String, Route> inner) {
    return path(
        Paths.action("runs", name),
        id -> post(() -> Parameters.only(List.of(), () -> inner.apply(id))));
  }

  private Route operate(String id, RunOperation operation) {
    return identity.acting(person ->
        RunIds.valid(id)
            ? Replies.later(runs.operate(id, operation, person.username()), RunRoutes::answered)
            : complete(Problems.notFound("run", id)));
  }

  private static Map<String, JsonNode> values(@Nullable Map<String, JsonNode> given) {
    return given == null ? Map.of() : given;
  }
}
