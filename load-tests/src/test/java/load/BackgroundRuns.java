package load;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.Simulation;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Workload A: one stage with two concurrent background steps, then one with a third. Runs come at a
 * fixed rate, whatever the answers are like, and each is followed until it is Completed: {@code
 * completed} counts what was finished, not what was accepted.
 */
public final class BackgroundRuns extends Simulation {
  private static final String BASE = System.getProperty("base", "http://127.0.0.1:8080");
  private static final double RATE = Double.parseDouble(System.getProperty("rate", "20"));
  private static final long SECONDS = Long.getLong("seconds", 30);

  /** A run that is not done by then counts as lost. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Iterator<Map<String, Object>> keys =
      Stream.generate(
              (Supplier<Map<String, Object>>) () -> Map.of("key", UUID.randomUUID().toString()))
          .iterator();

  public BackgroundRuns() {
    setUp(
            scenario("background runs")
                .feed(keys)
                .exec(
                    http("submit")
                        .post("/api/v1/runs")
                        .header("Idempotency-Key", "#{key}")
                        .body(
                            StringBody(
                                "{\"orchestration\":\"load_background\",\"inputs\":{\"amount\":7}}"))
                        .check(status().in(201, 202), jsonPath("$.id").saveAs("run")))
                .exitHereIfFailed()
                .exec(session -> session.set("status", "InProgress").set("since", now()))
                .asLongAs(session ->
                    "InProgress".equals(session.getString("status"))
                        && now() - session.getLong("since") < PATIENCE.toMillis())
                .on(
                    pause(Duration.ofMillis(50)),
                    exec(
                        http("look")
                            .get("/api/v1/runs/#{run}")
                            .check(status().is(200), jsonPath("$.status").saveAs("status"))))
                .exec(
                    http("completed")
                        .get("/api/v1/runs/#{run}")
                        .check(jsonPath("$.status").is("Completed")))
                .injectOpen(constantUsersPerSec(RATE).during(Duration.ofSeconds(SECONDS))))
        .protocols(
            http.baseUrl(BASE)
                .acceptHeader("application/json")
                .contentTypeHeader("application/json")
                .header("X-Baton-User", "ada")
                .shareConnections())
        .assertions(
            global().failedRequests().count().is(0L),
            details("completed").successfulRequests().count().is((long) (RATE * SECONDS)));
  }

  @Override
  public void before() {
    new Deployment(BASE).flow("load_work").orchestration("load_background");
  }

  private static long now() {
    return System.currentTimeMillis();
  }
}
