package baton.http;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.completeWithFuture;
import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.post;

import baton.definition.Assignee;
import baton.directory.Principal;
import baton.run.Runs;
import baton.work.ItemReply;
import baton.work.WorkItems;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;

/** Shows one work item, and lets people claim, release, reassign and complete it. */
final class WorkItemRoutes {
  private static final Pattern ASSIGNEE = Pattern.compile("(user|group|queue):.+");

  private final WorkItems items;
  private final LateAnswers late;
  private final NextItem nextItem;
  private final Identity identity;

  WorkItemRoutes(WorkItems items, Interviewing interviews, Runs runs, Identity identity) {
    this.items = items;
    this.late = new LateAnswers(interviews);
    this.nextItem = new NextItem(runs);
    this.identity = identity;
  }

  record Reassignment(@Required String to, @Nullable String reason) {}

  record Completion(@Nullable Map<String, JsonNode> outputs) {}

  private interface Command {
    Route apply(String itemId, Principal person);
  }

  Route routes() {
    return concat(
        path(
            Paths.under("work-items"), id -> get(() -> Parameters.only(List.of(), () -> show(id)))),
        action("claim", (id, by) -> answer(id, by, () -> items.claim(id, by.username()))),
        action("release", (id, by) -> answer(id, by, () -> items.release(id, by.username()))),
        action("reassign", this::reassign),
        action("complete", this::finish));
  }

  private Route action(String name, Command command) {
    return path(
        Paths.action("work-items", name),
        id ->
            post(() ->
                Parameters.only(
                    List.of(), () -> identity.acting(person -> command.apply(id, person)))));
  }

  private Route show(String id) {
    return identity.perhaps(person ->
        WorkItemShape.isId(id)
            ? Replies.found(items.item(id), "work item", id, item -> WorkItemShape.of(item, person))
            : complete(Problems.notFound("work item", id)));
  }

  private Route reassign(String id, Principal by) {
    return Bodies.json(
        Reassignment.class,
        body ->
            ASSIGNEE.matcher(body.to()).matches()
                ? answer(
                    id,
                    by,
                    () ->
                        items.reassign(
                            id,
                            by.username(),
                            Assignee.parse(body.to()),
                            body.reason() == null ? "" : body.reason()))
                : complete(
                    Problems.malformed(
                        "to",
                        "`" + body.to() + "` names nobody.",
                        "Write it as user:ada, group:hr or queue:it.")));
  }

  private Route finish(String id, Principal by) {
    return Bodies.optionalJson(
        Completion.class,
        new Completion(null),
        body ->
            answer(
                id,
                by,
                () ->
                    items.complete(
                        id, by.username(), body.outputs() == null ? Map.of() : body.outputs()),
                done ->
                    nextItem
                        .after(done.item().id(), done.item().runId(), by)
                        .thenApply(next ->
                            Replies.ok(WorkItemShape.of(done.item(), Optional.of(by), next)))));
  }

  private Route answer(String id, Principal by, Supplier<CompletionStage<ItemReply>> command) {
    return answer(
        id,
        by,
        command,
        done ->
            CompletableFuture.completedStage(
                Replies.ok(WorkItemShape.of(done.item(), Optional.of(by)))));
  }

  private Route answer(
      String id,
      Principal by,
      Supplier<CompletionStage<ItemReply>> command,
      Function<ItemReply.Done, CompletionStage<HttpResponse>> done) {
    return WorkItemShape.isId(id)
        ? completeWithFuture(
            command
                .get()
                .thenCompose(reply ->
                    switch (reply) {
                      case ItemReply.Done yes -> done.apply(yes);
                      case ItemReply.Refused no -> refused(id, by, no);
                    }))
        : complete(Problems.notFound("work item", id));
  }

  private CompletionStage<HttpResponse> refused(String id, Principal by, ItemReply.Refused no) {
    return switch (no.reason()) {
      case NOT_FOUND, UNKNOWN_ASSIGNEE, BAD_INPUT -> CompletableFuture.completedStage(invalid(no));
      case NOT_ASSIGNED_TO_YOU, ALREADY_COMPLETED, CLAIMED_BY_OTHER, WRONG_STATE ->
          late.told(id, by, LateAnswers.refusal(no));
    };
  }

  private static HttpResponse invalid(ItemReply.Refused no) {
    return no.problems().isEmpty()
        ? Problems.of(Problems.type(no.reason()), no.detail())
        : Problems.of(
            Problems.type(no.reason()),
            no.problems().entrySet().stream()
                .map(each ->
                    TextProblem.at(
                        "outputs." + each.getKey(),
                        each.getValue(),
                        "Correct it, and send all outputs again."))
                .toList());
  }
}
