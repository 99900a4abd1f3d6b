package baton.http;

import static org.apache.pekko.http.javadsl.server.Directives.completeWithFuture;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;

import baton.directory.Principal;
import baton.flow.InterviewReply;
import baton.work.WorkItems;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.PathMatchers;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;

/**
 * Shows people what they typed: {@code /work-items/{id}/draft}, whoever has the item now and
 * whatever became of it. Nobody sees what others typed.
 */
final class DraftRoutes {
  private final WorkItems items;
  private final Interviewing interviews;
  private final Identity identity;

  DraftRoutes(WorkItems items, Interviewing interviews, Identity identity) {
    this.items = items;
    this.interviews = interviews;
    this.identity = identity;
  }

  /** A draft as the API spells it. */
  private record Shape(String workItem, Map<String, JsonNode> values, @Nullable Instant at) {}

  Route routes() {
    return path(
        Paths.under("work-items").slash(PathMatchers.segment("draft")),
        id ->
            get(() ->
                Parameters.only(
                    List.of(),
                    () -> identity.acting(person -> completeWithFuture(draft(id, person))))));
  }

  private CompletionStage<HttpResponse> draft(String id, Principal person) {
    return WorkItemShape.isId(id)
        ? items
            .item(id)
            .thenCompose(item ->
                item.isEmpty()
                    ? CompletableFuture.completedStage(Problems.notFound("work item", id))
                    : interviews
                        .draft(id, person.username())
                        .thenApply(draft -> InterviewAnswers.told(id, draft)))
        : CompletableFuture.completedStage(Problems.notFound("work item", id));
  }

  static Object shape(String item, InterviewReply.Draft draft) {
    return new Shape(item, draft.values(), draft.at());
  }

  /** Where what a person typed for the item can be read. */
  static String address(String item) {
    return "/api/v1/work-items/" + item + "/draft";
  }
}
