package baton.http;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.post;

import baton.definition.Assignee;
import baton.directory.Principal;
import baton.work.ItemReply;
import baton.work.WorkItems;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;

/** Shows one work item, and lets people claim, release, reassign and complete it. */
final class WorkItemRoutes {
  private static final Pattern ASSIGNEE = Pattern.compile("(user|group|queue):.+");

  private final WorkItems items;
  private final Identity identity;

  WorkItemRoutes(WorkItems items, Identity identity) {
    this.items = items;
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
                        id, by.username(), body.outputs() == null ? Map.of() : body.outputs())));
  }

  private Route answer(String id, Principal by, Supplier<CompletionStage<ItemReply>> command) {
    return WorkItemShape.isId(id)
        ? Replies.later(
            command.get(),
            reply ->
                switch (reply) {
                  case ItemReply.Done done ->
                      Replies.ok(WorkItemShape.of(done.item(), Optional.of(by)));
                  case ItemReply.Refused refused -> Problems.of(refused.reason(), refused.detail());
                })
        : complete(Problems.notFound("work item", id));
  }
}
