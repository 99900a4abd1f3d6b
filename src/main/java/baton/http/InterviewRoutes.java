package baton.http;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.completeWithFuture;
import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.onSuccess;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.post;

import baton.directory.Principal;
import baton.flow.InterviewReply;
import baton.run.Runs;
import baton.work.WorkItem;
import baton.work.WorkItems;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.PathMatchers;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;

/**
 * Lets people answer the screen flow of a work item: {@code /work-items/{id}/interview}.
 *
 * <p>Only whom the item is assigned to, or a member, may, and not while somebody else has claimed
 * it. The run decides once more when the flow has finished: the first to finish wins.
 */
final class InterviewRoutes {
  private static final int MAX_NAME_CHARACTERS = 200;
  private static final int MAX_WORDS_CHARACTERS = 200;

  private final WorkItems items;
  private final Interviewing interviews;
  private final NextItem nextItem;
  private final LateAnswers late;
  private final Identity identity;

  InterviewRoutes(WorkItems items, Interviewing interviews, Runs runs, Identity identity) {
    this.items = items;
    this.interviews = interviews;
    this.nextItem = new NextItem(runs);
    this.late = new LateAnswers(interviews);
    this.identity = identity;
  }

  enum Action {
    next,
    back,
    save,
    preview,
    restart
  }

  record Answer(
      @Required Action action, @Nullable String screen, @Nullable Map<String, JsonNode> values) {}

  Route routes() {
    return concat(interview(), search());
  }

  /** Searches records for a lookup of the screen that is shown, or tells of the one it holds. */
  private Route search() {
    return path(
        Paths.under("work-items")
            .slash(PathMatchers.segment("interview"))
            .slash(PathMatchers.segment("search")),
        id ->
            get(() ->
                Parameters.only(
                    List.of("screen", "field", "words", "record"),
                    () -> identity.acting(person -> search(id, person)))));
  }

  private Route search(String id, Principal person) {
    return Parameters.text(
        "screen",
        MAX_NAME_CHARACTERS,
        screen ->
            Parameters.text(
                "field",
                MAX_NAME_CHARACTERS,
                field ->
                    Parameters.text(
                        "words",
                        MAX_WORDS_CHARACTERS,
                        words ->
                            Parameters.text(
                                "record",
                                MAX_WORDS_CHARACTERS,
                                record -> {
                                  if (screen.isEmpty() || field.isEmpty()) {
                                    return complete(
                                        Problems.malformed(
                                            screen.isEmpty() ? "screen" : "field",
                                            "It is not said where to search.",
                                            "Name the screen and its field."));
                                  }
                                  return allowed(
                                      id,
                                      person,
                                      item ->
                                          completeWithFuture(
                                              found(
                                                      item,
                                                      person,
                                                      screen.get(),
                                                      field.get(),
                                                      words,
                                                      record)
                                                  .thenApply(
                                                      reply -> InterviewAnswers.told(id, reply))));
                                }))));
  }

  private CompletionStage<InterviewReply> found(
      WorkItem item,
      Principal person,
      String screen,
      String field,
      Optional<String> words,
      Optional<String> record) {
    var user = person.username();
    return record.isPresent()
        ? interviews.chosen(item.id(), user, screen, field, record.get())
        : interviews.search(item.id(), user, screen, field, words.orElse(""));
  }

  private Route interview() {
    return path(
        Paths.under("work-items").slash(PathMatchers.segment("interview")),
        id ->
            concat(
                get(() ->
                    Parameters.only(List.of(), () -> identity.acting(person -> open(id, person)))),
                post(() ->
                    Parameters.only(
                        List.of(), () -> identity.acting(person -> answer(id, person))))));
  }

  private Route open(String id, Principal person) {
    return allowed(
        id, person, item -> completeWithFuture(told(item, person, opened(item, person))));
  }

  private Route answer(String id, Principal person) {
    return Bodies.json(
        Answer.class,
        answer ->
            answer.action() != Action.restart && answer.screen() == null
                ? complete(
                    Problems.malformed(
                        "screen",
                        "The member `screen` is missing.",
                        "Say which screen you answer, by its name or key."))
                : allowed(
                    id,
                    person,
                    item -> completeWithFuture(told(item, person, answered(item, person, answer))),
                    (item, refusal) -> tooLate(item, person, answer, refusal)));
  }

  /** The item, where the person may do it now. */
  private Route allowed(String id, Principal person, Function<WorkItem, Route> inner) {
    return allowed(id, person, inner, (item, no) -> late.told(item.id(), person, no));
  }

  private Route allowed(
      String id,
      Principal person,
      Function<WorkItem, Route> inner,
      BiFunction<WorkItem, LateAnswers.Refusal, CompletionStage<HttpResponse>> refused) {
    if (!WorkItemShape.isId(id)) {
      return complete(Problems.notFound("work item", id));
    }
    return onSuccess(
        items.item(id),
        found -> {
          if (found.isEmpty()) {
            return complete(Problems.notFound("work item", id));
          }
          var item = found.get();
          if (person.username().equals(item.completedBy())) {
            return complete(Replies.ok(InterviewShape.finished(item.id(), null)));
          }
          var refusal = LateAnswers.refusal(item, person);
          return refusal == null
              ? inner.apply(item)
              : completeWithFuture(refused.apply(item, refusal));
        });
  }

  /** Who is too late is told so; what they typed is kept first. */
  private CompletionStage<HttpResponse> tooLate(
      WorkItem item, Principal person, Answer answer, LateAnswers.Refusal refusal) {
    var keeps =
        switch (answer.action()) {
          case next, back, save -> true;
          case preview, restart -> false;
        };
    return keeps && answer.screen() != null && answer.values() != null
        ? late.told(item, person, refusal, answer.screen(), answer.values())
        : late.told(item.id(), person, refusal);
  }

  private CompletionStage<InterviewReply> opened(WorkItem item, Principal person) {
    return interviews.open(
        item.id(), person.username(), item.flow(), item.flowVersion(), item.inputs());
  }

  /** An answer to an interview that nobody opened opens it first. */
  private CompletionStage<InterviewReply> answered(WorkItem item, Principal person, Answer answer) {
    return asked(item, person, answer)
        .thenCompose(reply ->
            reply instanceof InterviewReply.Refused refused
                    && refused.reason() == InterviewReply.Reason.NOT_OPEN
                ? opened(item, person).thenCompose(open -> asked(item, person, answer))
                : CompletableFuture.completedFuture(reply));
  }

  private CompletionStage<InterviewReply> asked(WorkItem item, Principal person, Answer answer) {
    var user = person.username();
    var screen = answer.screen() == null ? "" : answer.screen();
    var values = answer.values() == null ? Map.<String, JsonNode>of() : answer.values();
    return switch (answer.action()) {
      case next -> interviews.next(item.id(), user, screen, values);
      case back -> interviews.back(item.id(), user, screen, values);
      case save -> interviews.save(item.id(), user, screen, values);
      case preview -> interviews.preview(item.id(), user, screen, values);
      case restart -> interviews.restart(item.id(), user);
    };
  }

  private CompletionStage<HttpResponse> told(
      WorkItem item, Principal person, CompletionStage<InterviewReply> reply) {
    return reply.thenCompose(said ->
        said instanceof InterviewReply.Finished
            ? nextItem
                .after(item.id(), item.runId(), person)
                .thenApply(next -> Replies.ok(InterviewShape.finished(item.id(), next)))
            : CompletableFuture.completedFuture(InterviewAnswers.told(item.id(), said)));
  }
}
