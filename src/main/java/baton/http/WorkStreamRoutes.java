package baton.http;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;

import baton.directory.People;
import baton.directory.Principal;
import baton.work.InboxCounts;
import baton.work.InboxFilter;
import baton.work.InboxPage;
import baton.work.InboxQuery;
import baton.work.WorkItems;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * Tells a person's browser that her work has changed: {@code GET /work-items:stream}, as
 * server-sent events. The node looks at her list in short intervals, once for all of her tabs, and
 * sends no rows: who shows a list reads it again.
 */
final class WorkStreamRoutes {
  static final Duration LOOK_EVERY = Duration.ofSeconds(3);

  /** How often something is sent, so that nobody in between takes the connection for dead. */
  static final Duration HEARTBEAT = Duration.ofSeconds(10);

  /** Streams that a node keeps open, well below its connections: others must get through. */
  static final int MAX_STREAMS = 1_000;

  /** What lies further down shows by the counts. */
  private static final int NEWEST_ITEMS = 100;

  private static final ContentType EVENT_STREAM =
      MediaTypes.customWithFixedCharset(
              "text", "event-stream", HttpCharsets.UTF_8, new HashMap<>(), false)
          .toContentType();

  private static final ByteString STILL_HERE = ByteString.fromString(": still here\n\n");

  private final WorkItems items;
  private final People people;
  private final Identity identity;
  private final Duration lookEvery;
  private final Duration heartbeat;
  private final int maxStreams;
  private final AtomicInteger open = new AtomicInteger();

  WorkStreamRoutes(
      WorkItems items,
      People people,
      Identity identity,
      Duration lookEvery,
      Duration heartbeat,
      int maxStreams) {
    this.items = items;
    this.people = people;
    this.identity = identity;
    this.lookEvery = lookEvery;
    this.heartbeat = heartbeat;
    this.maxStreams = maxStreams;
  }

  /** The data of an event; another version says that the list of open items is another. */
  private record News(
      int mine,
      SortedMap<String, Integer> groups,
      SortedMap<String, Integer> queues,
      String version) {
    static final News NOTHING = new News(0, new TreeMap<>(), new TreeMap<>(), "");

    static News of(InboxCounts counts, InboxPage newest) {
      var state = newest.items().stream().map(item -> item.id() + " " + item.revision()).toList();
      return new News(
          counts.mine(),
          counts.groups(),
          counts.queues(),
          Integer.toHexString(Objects.hash(counts, state)));
    }
  }

  Route routes() {
    return path(
        "work-items:stream",
        () -> get(() -> Parameters.only(List.of(), () -> identity.perhaps(this::answer))));
  }

  private Route answer(Optional<Principal> person) {
    return open.get() >= maxStreams
        ? complete(
            Problems.of(
                ProblemType.BUSY,
                "This node keeps "
                    + maxStreams
                    + " streams open already. Ask for the counts instead."))
        : complete(stream(person.map(Principal::username)));
  }

  /** A look that fails is made up for by the next one. */
  private HttpResponse stream(Optional<String> username) {
    var events =
        Source.tick(Duration.ZERO, lookEvery, username)
            .conflate((missed, now) -> now)
            .mapAsync(1, who -> look(who).exceptionally(failed -> Optional.empty()))
            .statefulMapConcat(() -> {
              var told = new String[] {"nothing yet"};
              return seen -> {
                if (seen.isEmpty() || seen.get().version().equals(told[0])) {
                  return List.<ByteString>of();
                }
                told[0] = seen.get().version();
                return List.of(event(seen.get()));
              };
            })
            .keepAlive(heartbeat, () -> STILL_HERE)
            .watchTermination((ticking, closed) -> {
              open.incrementAndGet();
              closed.whenComplete((done, failure) -> open.decrementAndGet());
              return ticking;
            });
    return HttpResponse.create()
        .addHeader(RawHeader.create("X-Accel-Buffering", "no"))
        .withEntity(HttpEntities.createChunked(EVENT_STREAM, events));
  }

  /** Her groups and queues may have changed since the last look. */
  private CompletionStage<Optional<News>> look(Optional<String> username) {
    return username.isEmpty()
        ? CompletableFuture.completedStage(Optional.of(News.NOTHING))
        : people
            .principal(username.get())
            .thenCompose(person ->
                person.isEmpty()
                    ? CompletableFuture.completedStage(Optional.of(News.NOTHING))
                    : look(person.get()));
  }

  private CompletionStage<Optional<News>> look(Principal person) {
    var newest = InboxQuery.open(new InboxFilter.Me(), NEWEST_ITEMS);
    return items
        .counts(person)
        .thenCombine(
            items.inboxOf(person, newest), (counts, page) -> Optional.of(News.of(counts, page)));
  }

  private static ByteString event(News news) {
    return ByteString.fromString("event: work\ndata: " + Json.text(news) + "\n\n");
  }
}
