package baton.http;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.post;

import baton.task.TaskId;
import baton.task.TaskLimits;
import baton.task.Tasks;
import baton.task.Tasks.Held;
import baton.task.Tasks.Outcome;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;

/** What workers do, in batches: {@code POST /tasks:fetch}, extend, complete and fail. */
final class TaskRoutes {
  private static final int MAX_FAULT_CHARACTERS = 10_000;

  private final Tasks tasks;
  private final Identity identity;

  TaskRoutes(Tasks tasks, Identity identity) {
    this.tasks = tasks;
    this.identity = identity;
  }

  record Fetch(
      @Required List<String> types,
      @Nullable Integer max,
      @JsonProperty("wait") @Nullable String patience,
      @Nullable String lease) {}

  record FetchedTask(
      String id,
      String lease,
      Instant leasedUntil,
      String type,
      String run,
      String orchestration,
      @Nullable String businessKey,
      String step,
      int attempt,
      Map<String, JsonNode> inputs,
      @Nullable Integer index) {}

  record Fetched(List<FetchedTask> items) {}

  record Lease(@Required String id, @Required String lease) {}

  record Extension(@Required List<Lease> items, @Nullable String lease) {}

  record Completed(
      @Required String id,
      @Required String lease,
      @Nullable Map<String, JsonNode> outputs,
      @Nullable String comments) {}

  record Completion(@Required List<Completed> items) {}

  record Failed(
      @Required String id,
      @Required String lease,
      @Required String fault,
      @Nullable Boolean retry) {}

  record Failure(@Required List<Failed> items) {}

  record Told(String id, String status, @Nullable String why) {}

  record AllTold(List<Told> items) {}

  Route routes() {
    return concat(
        command("tasks:fetch", Fetch.class, this::fetch),
        command("tasks:extend", Extension.class, this::extend),
        command("tasks:complete", Completion.class, this::completed),
        command("tasks:fail", Failure.class, this::failed));
  }

  private <T> Route command(String path, Class<T> type, Function<T, Route> inner) {
    return path(
        path,
        () ->
            post(() ->
                Parameters.only(
                    List.of(), () -> identity.acting(worker -> Bodies.json(type, inner)))));
  }

  private Route fetch(Fetch asked) {
    var wait =
        TaskTerms.duration(asked.patience(), Duration.ZERO, Duration.ZERO, TaskLimits.LONGEST_WAIT);
    var lease = TaskTerms.lease(asked.lease());
    var max = asked.max() == null ? 1 : asked.max();
    if (!TaskTerms.areTypes(asked.types())) {
      return TaskTerms.wrongTypes();
    }
    if (max < 1 || max > TaskLimits.TASKS_AT_ONCE) {
      return TaskTerms.wrongMax();
    }
    if (wait.isEmpty()) {
      return TaskTerms.wrong(
          "wait", "Send a whole number and ms, s or m, at most 60s, such as 20s.");
    }
    if (lease.isEmpty()) {
      return TaskTerms.wrongLease();
    }
    var types = asked.types().stream().distinct().toList();
    return Replies.later(
        tasks.fetch(new Tasks.Fetch(types, max, wait.get(), lease.get())),
        leased -> Replies.ok(new Fetched(leased.stream().map(TaskRoutes::shape).toList())));
  }

  static FetchedTask shape(Tasks.Leased leased) {
    var task = leased.task();
    var id = task.id();
    return new FetchedTask(
        id.text(),
        leased.lease(),
        leased.until(),
        id.type(),
        id.runId(),
        task.orchestration(),
        task.businessKey(),
        id.step(),
        id.attempt(),
        task.inputs(),
        id.index());
  }

  private Route extend(Extension asked) {
    var lease = TaskTerms.lease(asked.lease());
    return lease.isEmpty()
        ? TaskTerms.wrongLease()
        : held(
            asked.items(),
            held ->
                tasks
                    .extend(held, lease.get())
                    .thenApply(all -> all.stream().map(Tasks.Told::of).toList()));
  }

  private Route completed(Completion asked) {
    var leases = asked.items().stream().map(item -> new Lease(item.id(), item.lease())).toList();
    return held(
        leases,
        held -> {
          var ended = new ArrayList<Tasks.Ended>();
          for (var i = 0; i < held.size(); i++) {
            var item = asked.items().get(i);
            var outputs = item.outputs() == null ? Map.<String, JsonNode>of() : item.outputs();
            ended.add(
                new Tasks.Ended(held.get(i), new Outcome.Completed(outputs, item.comments())));
          }
          return tasks.end(ended);
        });
  }

  private Route failed(Failure asked) {
    var leases = asked.items().stream().map(item -> new Lease(item.id(), item.lease())).toList();
    if (asked.items().stream().anyMatch(item -> item.fault().length() > MAX_FAULT_CHARACTERS)) {
      return TaskTerms.wrong(
          "items.fault", "Send at most " + MAX_FAULT_CHARACTERS + " characters.");
    }
    return held(
        leases,
        held -> {
          var ended = new ArrayList<Tasks.Ended>();
          for (var i = 0; i < held.size(); i++) {
            var item = asked.items().get(i);
            ended.add(
                new Tasks.Ended(
                    held.get(i),
                    new Outcome.Failed(item.fault(), Boolean.TRUE.equals(item.retry()))));
          }
          return tasks.end(ended);
        });
  }

  private Route held(
      List<Lease> items, Function<List<Held>, CompletionStage<List<Tasks.Told>>> work) {
    if (items.isEmpty() || items.size() > TaskLimits.TASKS_AT_ONCE) {
      return TaskTerms.wrong("items", "Send 1 to " + TaskLimits.TASKS_AT_ONCE + ".");
    }
    var held = new ArrayList<Held>();
    for (var i = 0; i < items.size(); i++) {
      var id = TaskId.parse(items.get(i).id());
      if (id.isEmpty()) {
        return TaskTerms.wrong("items[" + i + "].id", "Send the id as it was fetched.");
      }
      held.add(new Held(id.get(), items.get(i).lease()));
    }
    return Replies.later(
        work.apply(held),
        all -> {
          var told = new ArrayList<Told>();
          for (var i = 0; i < all.size(); i++) {
            var verdict = all.get(i).verdict().name().toLowerCase(Locale.ROOT);
            told.add(new Told(items.get(i).id(), verdict, all.get(i).why()));
          }
          return Replies.ok(new AllTold(told));
        });
  }
}
