package baton.http;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;

import baton.task.TaskLimits;
import baton.task.TaskStream;
import baton.task.Tasks;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.util.ByteString;

/**
 * Gives a worker its tasks over one connection that stays open: {@code GET /tasks:stream}, one task
 * a line. How they end, the worker says by the other requests.
 */
final class TaskStreamRoutes {
  /** How often an empty line is sent, so that nobody in between takes the connection for dead. */
  static final Duration HEARTBEAT = Duration.ofSeconds(10);

  /** Streams that a node keeps open, well below its connections: others must get through. */
  static final int MAX_STREAMS = 1_000;

  private static final int MAX_TYPES_CHARACTERS = 2_000;
  private static final int MAX_LEASE_CHARACTERS = 20;
  private static final int USUAL_TASKS = 10;
  private static final ByteString STILL_HERE = ByteString.fromString("\n");

  private final Tasks tasks;
  private final Identity identity;
  private final Duration heartbeat;
  private final int maxStreams;
  private final AtomicInteger open = new AtomicInteger();

  TaskStreamRoutes(Tasks tasks, Identity identity, Duration heartbeat, int maxStreams) {
    this.tasks = tasks;
    this.identity = identity;
    this.heartbeat = heartbeat;
    this.maxStreams = maxStreams;
  }

  Route routes() {
    return path(
        "tasks:stream",
        () ->
            get(() ->
                Parameters.only(
                    List.of("types", "max", "lease"),
                    () ->
                        Parameters.number(
                            "max",
                            1,
                            TaskLimits.TASKS_AT_ONCE,
                            USUAL_TASKS,
                            max ->
                                Parameters.texts(
                                    Map.of(
                                        "types", MAX_TYPES_CHARACTERS,
                                        "lease", MAX_LEASE_CHARACTERS),
                                    given -> identity.acting(worker -> stream(max, given)))))));
  }

  private Route stream(int max, Map<String, String> given) {
    var types = Arrays.stream(given.getOrDefault("types", "").split(",")).distinct().toList();
    var lease = TaskTerms.lease(given.get("lease"));
    if (!TaskTerms.areTypes(types)) {
      return TaskTerms.wrongTypes();
    }
    if (lease.isEmpty()) {
      return TaskTerms.wrongLease();
    }
    if (open.get() >= maxStreams) {
      return complete(
          Problems.of(
              ProblemType.BUSY,
              "This node keeps " + maxStreams + " streams open already. Fetch tasks instead."));
    }
    return complete(stream(new Tasks.Fetch(types, max, Duration.ZERO, lease.get())));
  }

  private HttpResponse stream(Tasks.Fetch terms) {
    var lines =
        TaskStream.of(tasks, terms)
            .map(leased -> ByteString.fromString(Json.text(TaskRoutes.shape(leased)) + "\n"))
            .keepAlive(heartbeat, () -> STILL_HERE)
            .watchTermination((used, closed) -> {
              open.incrementAndGet();
              closed.whenComplete((done, failure) -> open.decrementAndGet());
              return used;
            });
    return HttpResponse.create()
        .addHeader(RawHeader.create("Cache-Control", "no-store"))
        .addHeader(RawHeader.create("X-Accel-Buffering", "no"))
        .withEntity(HttpEntities.createChunked(RunHistoryRoutes.JSON_LINES, lines));
  }
}
