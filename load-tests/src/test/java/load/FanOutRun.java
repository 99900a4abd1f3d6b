package load;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import com.sun.management.OperatingSystemMXBean;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One run whose only step does a little work for each item of a collection, 100 at a time. Says at
 * the end how many items that were in a second, and how busy this machine was meanwhile.
 */
public final class FanOutRun extends Simulation {
  private static final String BASE = System.getProperty("base", "http://127.0.0.1:8080");
  private static final int ITEMS = Integer.getInteger("items", 10_000);

  /** A run that is not done by then counts as lost. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final OperatingSystemMXBean machine =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final DoubleAdder busy = new DoubleAdder();
  private final LongAdder looks = new LongAdder();

  public FanOutRun() {
    setUp(
            scenario("fan-out")
                .exec(
                    http("submit")
                        .post("/api/v1/runs")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .body(StringBody(body()))
                        .check(status().in(201, 202), jsonPath("$.id").saveAs("run")))
                .exitHereIfFailed()
                .exec(session -> session.set("status", "InProgress").set("since", now()))
                .asLongAs(session ->
                    "InProgress".equals(session.getString("status"))
                        && now() - session.getLong("since") < PATIENCE.toMillis())
                .on(
                    pause(Duration.ofSeconds(1)),
                    exec(
                        http("look")
                            .get("/api/v1/runs/#{run}")
                            .check(status().is(200), jsonPath("$.status").saveAs("status"))),
                    exec(this::looked))
                .exec(
                    http("completed")
                        .get("/api/v1/runs/#{run}")
                        .check(
                            jsonPath("$.status").is("Completed"),
                            jsonPath("$.startedAt").saveAs("startedAt"),
                            jsonPath("$.endedAt").saveAs("endedAt"),
                            jsonPath("$.stages[0].steps[0].items.succeeded")
                                .is(Integer.toString(ITEMS))))
                .exitHereIfFailed()
                .exec(this::told)
                .injectOpen(atOnceUsers(1)))
        .protocols(
            http.baseUrl(BASE)
                .acceptHeader("application/json")
                .contentTypeHeader("application/json")
                .header("X-Baton-User", "ada"))
        .assertions(
            global().failedRequests().count().is(0L),
            details("completed").successfulRequests().count().is(1L));
  }

  @Override
  public void before() {
    new Deployment(BASE).flow("load_work").orchestration("load_fan_out");
  }

  private static String body() {
    return "{\"orchestration\":\"load_fan_out\",\"inputs\":{\"amounts\":["
        + IntStream.range(0, ITEMS).mapToObj(Integer::toString).collect(Collectors.joining(","))
        + "]}}";
  }

  private Session looked(Session session) {
    busy.add(Math.max(0, machine.getCpuLoad()));
    looks.increment();
    return session;
  }

  private Session told(Session session) {
    var took =
        Duration.between(
            Instant.parse(session.getString("startedAt")),
            Instant.parse(session.getString("endedAt")));
    System.out.printf(
        "fan-out: %,d items in %,d ms: %,d a second; %.0f %% of %d processors busy%n",
        ITEMS,
        took.toMillis(),
        ITEMS * 1_000L / Math.max(1, took.toMillis()),
        100 * busy.sum() / Math.max(1, looks.sum()),
        machine.getAvailableProcessors());
    return session;
  }

  private static long now() {
    return System.currentTimeMillis();
  }
}
