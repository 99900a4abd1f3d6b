package baton.http;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.http.javadsl.server.Route;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a node opens its port. */
class HttpServerTest {
  private static final ActorTestKit KIT = ActorTestKit.create();

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  private static HttpServer start(String host, int port) {
    return start(host, port, complete("hello"));
  }

  private static HttpServer start(String host, int port, Route route) {
    return HttpServer.start(KIT.system(), host, port, route).toCompletableFuture().join();
  }

  @Test
  void aPortThatIsTakenIsPassedOver() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      var server = start("127.0.0.1", taken.getLocalPort());
      assertThat(server.port()).isGreaterThan(taken.getLocalPort());
      assertThat(server.address()).isEqualTo("http://127.0.0.1:" + server.port());
      server.stop(Duration.ofSeconds(1)).toCompletableFuture().join();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "10.1.2.3"})
  void aHostThatOthersReachIsRefusedWithTheReason(String host) {
    assertThatThrownBy(() -> start(host, 0))
        .hasRootCauseInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("anybody could act as anybody")
        .hasMessageContaining("use 127.0.0.1");
  }

  @Test
  void aStoppedServerGivesItsPortBack() throws Exception {
    var server = start("localhost", 0);
    var port = server.port();
    server.stop(Duration.ofSeconds(1)).toCompletableFuture().join();
    try (var free = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
      assertThat(free.isBound()).isTrue();
    }
  }

  @Test
  void whileTheRoomsOpenEverythingIsToBeAskedAgain() {
    var server = start("127.0.0.1", 0, Routes.starting());
    var client = new ContractClient(server.address());
    assertThat(client.get("/health").status()).isEqualTo(200);
    assertThat(client.get("/ready").json().path("detail").asText()).contains("starting");
    var early = client.get("/api/v1/runs");
    assertThat(early.status()).isEqualTo(503);
    assertThat(early.problem()).isEqualTo("outcome-unknown");
    assertThat(early.header("Retry-After")).isNotEmpty();
    server.stop(Duration.ofSeconds(1)).toCompletableFuture().join();
  }
}
