package baton.flow;

import static baton.flow.FlowsForTests.flow;
import static baton.flow.FlowsForTests.json;
import static baton.flow.FlowsForTests.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The action {@code http} against a real server on this machine. */
class HttpActionTest {
  record Received(String method, String path, Map<String, List<String>> headers, String body) {}

  static final ActorTestKit KIT =
      ActorTestKit.create(ConfigFactory.parseString("pekko.loglevel = WARNING"));
  static final HttpAction ACTION = new HttpAction(KIT.system());
  static final List<Received> RECEIVED = new CopyOnWriteArrayList<>();
  static final CountDownLatch NEVER = new CountDownLatch(1);
  static final int CROWD = 300;
  static final CountDownLatch TOGETHER = new CountDownLatch(CROWD);
  static HttpServer server;
  static String base;

  @BeforeAll
  static void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), CROWD);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", HttpActionTest::handle);
    server.start();
    base = "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @AfterAll
  static void stop() {
    NEVER.countDown();
    server.stop(0);
    KIT.shutdownTestKit();
  }

  private static void handle(HttpExchange exchange) {
    try (exchange) {
      var path = exchange.getRequestURI().getPath();
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      RECEIVED.add(
          new Received(
              exchange.getRequestMethod(), path, Map.copyOf(exchange.getRequestHeaders()), body));
      if (path.equals("/slow")) {
        NEVER.await(30, TimeUnit.SECONDS);
      }
      if (path.equals("/together")) {
        TOGETHER.countDown();
        assertThat(TOGETHER.await(30, TimeUnit.SECONDS)).isTrue();
      }
      var status = path.startsWith("/status/") ? Integer.parseInt(path.substring(8)) : 200;
      var answer =
          path.startsWith("/large/")
              ? "x".repeat(Integer.parseInt(path.substring(7)))
              : "{\"total\": 1.50, \"echo\": true}";
      exchange.getResponseHeaders().add("Content-Type", type(path));
      exchange.getResponseHeaders().add("X-Answer", "yes");
      exchange.getResponseHeaders().add("Location", "/elsewhere");
      var bytes = answer.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String type(String path) {
    return path.startsWith("/text") || path.startsWith("/large")
        ? "text/plain"
        : "application/json";
  }

  static Map<String, JsonNode> call(String inputs) {
    var call = new ActionCall(values(inputs), "r1/step/1/1", "r1/call");
    return ACTION.perform(call).toCompletableFuture().join();
  }

  static ActionFailed failure(String inputs) {
    var thrown = catchThrowable(() -> call(inputs));
    var cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
    assertThat(cause).isInstanceOf(ActionFailed.class);
    return (ActionFailed) cause;
  }

  static Received last() {
    return RECEIVED.get(RECEIVED.size() - 1);
  }

  @Test
  void aCallSendsItsInputsAndAnswersStatusBodyAndHeaders() {
    var outputs =
        call(
            """
            url: %s/orders
            method: post
            headers: { X-Tenant: blue }
            body: { order: 7, lines: [ { sku: LAPTOP-14 } ] }
            """
                .formatted(base));
    assertThat(outputs.get("status").asInt()).isEqualTo(200);
    assertThat(outputs.get("body").path("total").decimalValue()).isEqualByComparingTo("1.5");
    assertThat(outputs.get("headers").path("x-answer").asText()).isEqualTo("yes");
    var received = last();
    assertThat(received.method()).isEqualTo("POST");
    assertThat(received.path()).isEqualTo("/orders");
    assertThat(json(received.body())).isEqualTo(json("{order: 7, lines: [{sku: LAPTOP-14}]}"));
    assertThat(received.headers().get("X-tenant")).containsExactly("blue");
    assertThat(received.headers().get("Content-type")).containsExactly("application/json");
    assertThat(received.headers().get("Idempotency-key")).containsExactly("r1/step/1/1");
  }

  @Test
  void aTextGoesAndComesAsItIs() {
    var outputs =
        call(
            "{url: %s/text, method: PUT, body: 'a <b>', headers: {Content-Type: text/html}}"
                .formatted(base));
    assertThat(last().body()).isEqualTo("a <b>");
    assertThat(last().headers().get("Content-type").get(0)).startsWith("text/html");
    assertThat(outputs.get("body").isTextual()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"400, false", "404, false", "408, true", "429, true", "500, true", "503, true"})
  void aStatusOf400AndMoreIsAFailureUnlessAnyWillDo(int status, boolean retryable) {
    var url = base + "/status/" + status;
    var failure = failure("url: " + url);
    assertThat(failure).hasMessage(url + " answered " + status + ".");
    assertThat(failure.isRetryable()).isEqualTo(retryable);
    assertThat(call("{url: %s, anyStatus: true}".formatted(url)).get("status").asInt())
        .isEqualTo(status);
  }

  @Test
  void aRedirectIsNotFollowed() {
    assertThat(call("url: " + base + "/status/302").get("status").asInt()).isEqualTo(302);
    assertThat(last().path()).isEqualTo("/status/302");
  }

  @Test
  void anAnswerMayTakeOneEighthOfAMegabyte() {
    var most = HttpAction.MAX_RESPONSE_BYTES;
    assertThat(call("url: %s/large/%d".formatted(base, most)).get("body").asText()).hasSize(most);
    var failure = failure("url: %s/large/%d".formatted(base, most + 1));
    assertThat(failure).hasMessageContaining("more than 131,072 bytes");
    assertThat(failure.isRetryable()).isFalse();
  }

  @Test
  void aSlowAnswerIsAFailureThatMayPass() {
    var failure = failure("{url: %s/slow, timeout: 1}".formatted(base));
    assertThat(failure).hasMessage("GET " + base + "/slow took too long.");
    assertThat(failure.isRetryable()).isTrue();
  }

  /** The server answers none before all have come. */
  @Test
  void hundredsOfCallsToOneHostGoOutAtOnce() {
    var call = new ActionCall(values("url: " + base + "/together"), "r1/step/1/1", "r1/call");
    var calls =
        IntStream.range(0, CROWD)
            .mapToObj(i -> ACTION.perform(call).toCompletableFuture())
            .toList();
    assertThat(calls).allSatisfy(c -> assertThat(c.join().get("status").asInt()).isEqualTo(200));
  }

  @Test
  void aServerThatIsNotThereIsAFailureThatMayPass() throws IOException {
    int free;
    try (var socket = new java.net.ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    assertThat(failure("url: http://127.0.0.1:" + free).isRetryable()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/latest/meta-data",
        "http://[fe80::1]/",
        "http://[::ffff:169.254.169.254]/",
        "http://[64:ff9b::a9fe:a9fe]/",
        "http://[2002:a9fe:a9fe::1]/",
        "http://[fd00:ec2::254]/",
        "http://100.100.100.200/",
        "http://0.0.0.0/",
        "http://224.0.0.1/"
      })
  void addressesOfTheOwnLinkAndOfMetadataServicesAreRefused(String url) {
    var failure = failure("url: '" + url + "'");
    assertThat(failure).hasMessageContaining("which flows must not call");
    assertThat(failure.isRetryable()).isFalse();
  }

  @Test
  void otherAddressesAreNotRefused() throws UnknownHostException {
    for (var address : List.of("127.0.0.1", "10.0.0.1", "192.168.1.1", "8.8.8.8", "::1")) {
      assertThat(OutwardAddress.isRefused(InetAddress.getByName(address))).as(address).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "url: ftp://example.org",
        "url: 'not an address'",
        "url: /orders",
        "url: http://ada:secret@example.org/",
        "{url: 'http://example.org', method: TRACE}",
        "{url: 'http://example.org', headers: {Host: other}}",
        "{url: 'http://example.org', headers: {'a b': x}}",
        "{url: 'http://example.org', headers: {X: \"a\\r\\nHost: b\"}}",
        "{url: 'http://example.org', body: x, headers: {Content-Type: nonsense}}"
      })
  void aCallThatMakesNoSenseIsAFailureForGood(String inputs) {
    assertThat(failure(inputs).isRetryable()).isFalse();
  }

  @Test
  void aFlowCallsAServiceAndGoesOnWithItsAnswer() {
    var actions = Actions.discovered(ACTION);
    var flow =
        flow(
            actions,
            """
            flow: price
            kind: autolaunched
            variables:
              url: { type: text, input: true }
              answer: { type: any }
              total: { type: number, output: true }
              fault: { type: text, output: true }
            elements:
              - action: ask
                call: http
                inputs: { url: "=url" }
                outputs: { body: answer }
                fault: failed
              - assignment: take
                set: [ { variable: total, value: "=answer.total" } ]
                next: end
              - assignment: failed
                set: [ { variable: fault, value: "=$Flow.FaultMessage" } ]
            """);
    var runner = new FlowRunner(actions);
    var found =
        runner
            .run(flow, values("url: " + base), FlowRunnerTest.ASYNCHRONOUS)
            .toCompletableFuture()
            .join();
    assertThat(((FlowResult.Finished) found).outputs().get("total").decimalValue())
        .isEqualByComparingTo("1.5");
    var failed =
        runner
            .run(flow, values("url: " + base + "/status/404"), FlowRunnerTest.ASYNCHRONOUS)
            .toCompletableFuture()
            .join();
    assertThat(((FlowResult.Finished) failed).outputs().get("fault").asText())
        .endsWith("/status/404 answered 404.");
  }
}
