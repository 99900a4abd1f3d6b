package baton.http;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.onSuccess;
import static org.apache.pekko.http.javadsl.server.Directives.optionalHeaderValueByName;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.post;

import baton.document.Definitions;
import baton.document.Versions.State;
import baton.run.RunLimits;
import baton.run.Runs;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;

/** Starts runs: {@code POST /runs}. */
final class SubmissionRoutes {
  /** How long a submission may wait for its run. */
  static final Duration MAX_WAIT = Duration.ofSeconds(60);

  static final int MAX_KEY_CHARACTERS = 200;

  private static final Pattern WAIT = Pattern.compile("([0-9]{1,6})(ms|s|m)");
  private static final Pattern KEY = Pattern.compile("[!-~]{1," + MAX_KEY_CHARACTERS + "}");

  private final Runs runs;
  private final Definitions orchestrations;
  private final Identity identity;

  SubmissionRoutes(Runs runs, Definitions orchestrations, Identity identity) {
    this.runs = runs;
    this.orchestrations = orchestrations;
    this.identity = identity;
  }

  record Submission(
      @Required String orchestration,
      @Nullable Integer version,
      @Nullable Map<String, JsonNode> inputs,
      @Nullable String businessKey) {}

  Route routes() {
    return path(
        "runs",
        () ->
            post(() ->
                Parameters.only(
                    List.of("wait"), () -> identity.acting(person -> submit(person.username())))));
  }

  private Route submit(String by) {
    return key(key ->
        Parameters.text(
            "wait",
            20,
            text -> {
              var wait = text.flatMap(SubmissionRoutes::wait);
              return text.isPresent() && wait.isEmpty()
                  ? complete(
                      Problems.malformed(
                          "wait",
                          "`wait` cannot be `" + text.get() + "`.",
                          "Send a whole number and ms, s or m, at most "
                              + MAX_WAIT.toSeconds()
                              + "s, such as 10s."))
                  : Bodies.json(Submission.class, body -> submit(body, by, key, wait));
            }));
  }

  static Route key(Function<Optional<String>, Route> inner) {
    return optionalHeaderValueByName(
        "Idempotency-Key",
        key ->
            key.isPresent() && !KEY.matcher(key.get()).matches()
                ? complete(
                    Problems.malformed(
                        "Idempotency-Key",
                        "This is no Idempotency-Key.",
                        "Send 1 to " + MAX_KEY_CHARACTERS + " visible ASCII characters."))
                : inner.apply(key));
  }

  private static Optional<Duration> wait(String text) {
    var match = WAIT.matcher(text);
    if (!match.matches()) {
      return Optional.empty();
    }
    var amount = Long.parseLong(match.group(1));
    var wait =
        switch (match.group(2)) {
          case "ms" -> Duration.ofMillis(amount);
          case "s" -> Duration.ofSeconds(amount);
          default -> Duration.ofMinutes(amount);
        };
    return wait.compareTo(MAX_WAIT) > 0 ? Optional.empty() : Optional.of(wait);
  }

  private Route submit(Submission body, String by, Optional<String> key, Optional<Duration> wait) {
    var businessKey = body.businessKey();
    if (businessKey != null && businessKey.length() > RunLimits.TEXT_CHARACTERS) {
      return complete(
          Problems.malformed(
              "businessKey",
              "The business key has " + businessKey.length() + " characters.",
              "Send at most " + RunLimits.TEXT_CHARACTERS + "."));
    }
    return onSuccess(
        version(body),
        choice ->
            switch (choice) {
              case Choice.Refused refused -> complete(refused.problem());
              case Choice.Version version ->
                  onSuccess(
                      runs.submit(
                          new Runs.Submission(
                              body.orchestration(),
                              version.number(),
                              body.inputs() == null ? Map.of() : body.inputs(),
                              businessKey,
                              key.orElse(null),
                              by)),
                      answer -> answered(answer, wait));
            });
  }

  private Route answered(Runs.Answer answer, Optional<Duration> wait) {
    return switch (answer) {
      case Runs.Answer.Refused refused -> complete(Problems.of(refused.reason(), refused.detail()));
      case Runs.Answer.Done done -> {
        var location = "/api/v1/runs/" + done.runId();
        if (wait.isEmpty()) {
          yield complete(Replies.accepted(location, RunRoutes.Accepted.of(done)));
        }
        yield Replies.later(
            runs.settled(done.runId(), wait.get()),
            view ->
                view.map(v -> done.created() ? Replies.created(location, v) : Replies.ok(v))
                    .orElseGet(() -> Replies.accepted(location, RunRoutes.Accepted.of(done))));
      }
    };
  }

  private sealed interface Choice {
    record Version(int number) implements Choice {}

    record Refused(HttpResponse problem) implements Choice {}
  }

  private CompletionStage<Choice> version(Submission body) {
    var asked = body.version();
    var name = body.orchestration();
    if (asked == null) {
      return orchestrations
          .active(name)
          .thenCompose(active ->
              active.isPresent()
                  ? CompletableFuture.completedFuture(new Choice.Version(active.get()))
                  : orchestrations
                      .versions(name)
                      .thenApply(versions ->
                          versions.isEmpty()
                              ? unknown(name)
                              : refused(
                                  "orchestration",
                                  "No version of `" + name + "` is active.",
                                  "Activate one: POST /api/v1/orchestrations/"
                                      + name
                                      + "/versions/"
                                      + versions.getFirst().number()
                                      + ":activate")));
    }
    return orchestrations
        .versions(name)
        .thenApply(versions -> {
          if (versions.isEmpty()) {
            return unknown(name);
          }
          var found = versions.stream().filter(v -> v.number() == asked).findAny();
          if (found.isEmpty()) {
            return refused(
                "version",
                "There is no version " + asked + " of `" + name + "`.",
                "The latest is " + versions.getFirst().number() + ".");
          }
          return found.get().state() == State.DRAFT
              ? refused(
                  "version",
                  "Version " + asked + " of `" + name + "` is a draft.",
                  "Activate it first.")
              : new Choice.Version(asked);
        });
  }

  private static Choice unknown(String name) {
    return refused(
        "orchestration",
        "There is no orchestration `" + name + "`.",
        "Use one of GET /api/v1/orchestrations, or deploy it.");
  }

  private static Choice refused(String path, String message, String remedy) {
    return new Choice.Refused(
        Problems.of(ProblemType.INVALID, List.of(TextProblem.at(path, message, remedy))));
  }
}
