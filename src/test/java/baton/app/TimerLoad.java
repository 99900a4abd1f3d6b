package baton.app;

import baton.cluster.Health;
import baton.cluster.NodeSettings;
import baton.timer.CountedTimers;
import baton.timer.Timers;
import com.datastax.oss.driver.api.core.CqlSession;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * Measures timers of one node, and how long submissions take meanwhile; no test. Arguments: how
 * many timers, over how many seconds they are due (0: all at one moment), how far ahead they begin,
 * in seconds, and how many runs are submitted each second.
 */
final class TimerLoad {
  private static final Path DEFINITIONS = Path.of("load-tests/src/test/resources");
  private static final Duration CALM = Duration.ofSeconds(20);

  private final HttpClient client = HttpClient.newHttpClient();
  private final CountedTimers counted;
  private final int submissionsPerSecond;
  private Timers timers;
  private String address = "";
  private volatile List<Long> latencies = new CopyOnWriteArrayList<>();
  private final AtomicInteger refused = new AtomicInteger();

  private TimerLoad(int count, int submissionsPerSecond) {
    this.counted = new CountedTimers(count);
    this.submissionsPerSecond = submissionsPerSecond;
  }

  public static void main(String[] arguments) throws Exception {
    var count = Integer.parseInt(arguments[0]);
    var load = new TimerLoad(count, Integer.parseInt(arguments[3]));
    load.measure(count, Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
    System.exit(0);
  }

  private void measure(int count, int seconds, int ahead) throws Exception {
    var node =
        Node.start(CassandraForTests.settings(), CassandraForTests.session(), this::openCounting);
    address = node.address();
    deploy();
    var start = Instant.now().plusSeconds(ahead);
    var due = new Instant[count];
    for (var i = 0; i < count; i++) {
      due[i] = start.plusMillis(1_000L * seconds * i / count);
    }
    counted.keepAll(timers, due);
    System.out.printf(
        "kept %,d timers, %s before the first is due%n",
        count, Duration.between(Instant.now(), start));
    try (var clock = Executors.newScheduledThreadPool(32)) {
      var each = TimeUnit.SECONDS.toMicros(1) / submissionsPerSecond;
      clock.scheduleAtFixedRate(() -> clock.execute(this::submit), 0, each, TimeUnit.MICROSECONDS);
      pause(Duration.ofSeconds(5)); // the first ones find everything cold
      latencies = new CopyOnWriteArrayList<>();
      pause(CALM);
      tellLatencies("before");
      pause(Duration.between(Instant.now(), start));
      latencies = new CopyOnWriteArrayList<>();
      while (counted.fired() < count) {
        pause(Duration.ofSeconds(1));
        System.out.printf("%s fired %,d%n", Instant.now(), counted.fired());
      }
      tellLatencies("meanwhile");
      clock.shutdownNow();
    }
    counted.report(due);
    node.stop();
  }

  private CompletionStage<Rooms.Door> openCounting(
      ActorSystem<?> system, CqlSession session, NodeSettings settings, Health health) {
    counted.receive(system, session);
    timers = new Timers(system, session, InstantSource.system());
    return House.forTryingOut().open(system, session, settings, health);
  }

  private void deploy() throws IOException, InterruptedException {
    for (var path : List.of("flows/load_work", "orchestrations/load_background")) {
      var text = Files.readString(DEFINITIONS.resolve(Path.of(path).getFileName() + ".yaml"));
      var body = BodyPublishers.ofString(text);
      accepted(request(path).header("Content-Type", "application/yaml").PUT(body));
      accepted(request(path + "/versions/1:activate").POST(BodyPublishers.noBody()));
    }
  }

  private void submit() {
    var body = "{\"orchestration\":\"load_background\",\"inputs\":{\"amount\":1}}";
    var from = System.nanoTime();
    try {
      accepted(
          request("runs")
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(body)));
      latencies.add(System.nanoTime() - from);
    } catch (IOException | IllegalStateException failed) {
      refused.incrementAndGet();
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address + "/api/v1/" + path))
        .header("X-Baton-User", "ada");
  }

  private void accepted(HttpRequest.Builder request) throws IOException, InterruptedException {
    var answer = client.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IllegalStateException(answer.statusCode() + " " + answer.body());
    }
  }

  private void tellLatencies(String when) {
    var sorted = new ArrayList<>(latencies);
    Collections.sort(sorted);
    if (sorted.isEmpty()) {
      System.out.printf("submissions %s: none%n", when);
      return;
    }
    System.out.printf(
        "submissions %s: %,d, p50=%,.1f ms p99=%,.1f ms most=%,.1f ms, refused so far %d%n",
        when,
        sorted.size(),
        sorted.get(sorted.size() / 2) / 1e6,
        sorted.get((int) (sorted.size() * 0.99)) / 1e6,
        sorted.get(sorted.size() - 1) / 1e6,
        refused.get());
  }

  private static void pause(Duration time) throws InterruptedException {
    if (time.isPositive()) {
      TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }
  }
}
