package baton.http;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.onSuccess;
import static org.apache.pekko.http.javadsl.server.Directives.path;

import baton.run.RunView;
import baton.run.Runs;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.PathMatchers;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** Pushes a run to whoever looks at it: {@code GET /runs/{id}/stream}, as server-sent events. */
final class RunStreamRoutes {
  /** How often something is sent, so that nobody in between takes the connection for dead. */
  static final Duration HEARTBEAT = Duration.ofSeconds(10);

  private static final ContentType EVENT_STREAM =
      MediaTypes.customWithFixedCharset(
              "text", "event-stream", HttpCharsets.UTF_8, new HashMap<>(), false)
          .toContentType();

  private static final ByteString STILL_HERE = ByteString.fromString(": still here\n\n");
  private static final ByteString END = ByteString.fromString("event: end\ndata: {}\n\n");

  /** Streams that a node keeps open, well below its connections: others must get through. */
  static final int MAX_STREAMS = 1_000;

  private final Runs runs;
  private final Duration heartbeat;
  private final int maxStreams;
  private final AtomicInteger open = new AtomicInteger();

  RunStreamRoutes(Runs runs, Duration heartbeat, int maxStreams) {
    this.runs = runs;
    this.heartbeat = heartbeat;
    this.maxStreams = maxStreams;
  }

  Route routes() {
    return path(
        Paths.under("runs").slash(PathMatchers.segment("stream")),
        id -> get(() -> Parameters.only(List.of(), () -> stream(id))));
  }

  private Route stream(String id) {
    if (!RunIds.valid(id)) {
      return complete(Problems.notFound("run", id));
    }
    if (open.get() >= maxStreams) {
      return complete(
          Problems.of(
              ProblemType.BUSY,
              "This node keeps " + maxStreams + " streams open already. Ask for the run itself."));
    }
    return onSuccess(
        runs.view(id),
        view -> complete(view.isEmpty() ? Problems.notFound("run", id) : stream(runs.changes(id))));
  }

  /**
   * Who reads too slowly misses what was changed again meanwhile, and nothing piles up. Where the
   * run cannot be followed any more the stream just closes, and the browser comes again.
   */
  private HttpResponse stream(Source<RunView, NotUsed> changes) {
    var events =
        changes
            .conflate((older, newer) -> newer)
            .mapConcat(RunStreamRoutes::events)
            .keepAlive(heartbeat, () -> STILL_HERE)
            .onErrorComplete()
            .watchTermination((followed, closed) -> {
              open.incrementAndGet();
              closed.whenComplete((done, failure) -> open.decrementAndGet());
              return followed;
            });
    return HttpResponse.create()
        .addHeader(RawHeader.create("Cache-Control", "no-store"))
        .addHeader(RawHeader.create("X-Accel-Buffering", "no"))
        .withEntity(HttpEntities.createChunked(EVENT_STREAM, events));
  }

  private static List<ByteString> events(RunView view) {
    var event =
        ByteString.fromString(
            "id: " + view.revision() + "\nevent: run\ndata: " + Json.text(view) + "\n\n");
    return view.status().ended() && view.settled() ? List.of(event, END) : List.of(event);
  }
}
