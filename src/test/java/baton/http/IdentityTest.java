package baton.http;

import static org.assertj.core.api.Assertions.assertThat;

import baton.directory.DirectoryInMemory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may act on an open node, and what pages of other sites cannot make a browser do. */
class IdentityTest {
  private static final String USER = "{\"name\":\"Zoe\",\"email\":\"zoe@example.org\"}";

  private static NodeForTests node;

  @BeforeAll
  static void start() {
    node = new NodeForTests();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void readingNeedsNobody() {
    assertThat(node.get("/api/v1/users").status()).isEqualTo(200);
  }

  @Test
  void aChangeNeedsSomebodyAndSaysHow() {
    var answer = node.call("PUT", "/api/v1/users/zoe").json(USER).wrong().send();
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.problem()).isEqualTo("not-signed-in");
    assertThat(answer.json().path("detail").asText()).contains("X-Baton-User", "/api/v1/users");
    assertThat(node.get("/api/v1/users/zoe").status()).isEqualTo(404);
  }

  @Test
  void whileNobodyIsKnownTheFirstUserIsAddedByAnybodyButAForeignPage() {
    try (var empty = new NodeForTests(DirectoryInMemory.empty())) {
      var foreign = empty.call("PUT", "/api/v1/users/zoe").json(USER).wrong().send();
      assertThat(foreign.problem()).isEqualTo("foreign-request");
      var first = empty.call("PUT", "/api/v1/users/zoe").as("zoe").json(USER).send();
      assertThat(first.status()).isEqualTo(200);
      var second = empty.call("PUT", "/api/v1/users/bob").as("bob").json(USER).wrong().send();
      assertThat(second.problem()).isEqualTo("unknown-user");
      assertThat(empty.call("PUT", "/api/v1/users/bob").as("zoe").json(USER).send().status())
          .isEqualTo(200);
    }
  }

  @Test
  void somebodyUnknownIsRefusedEvenToRead() {
    var answer = node.call("GET", "/api/v1/me").as("bob").send();
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.problem()).isEqualTo("unknown-user");
    assertThat(answer.json().path("detail").asText()).contains("`bob`");
  }

  @Test
  void aCookieOfSomebodyUnknownCountsAsNobody() {
    var answer = node.call("GET", "/api/v1/me").header("Cookie", "baton-user=bob").send();
    assertThat(answer.json().has("username")).isFalse();
  }

  @Test
  void theCookieActsForPagesOfThisNode() {
    var answer =
        node.call("PUT", "/api/v1/users/yara")
            .header("Cookie", "baton-user=ada")
            .header("X-Baton-Request", "page")
            .json(USER)
            .send();
    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void theCookieAloneChangesNothing() {
    var answer =
        node.call("PUT", "/api/v1/users/zoe").header("Cookie", "baton-user=ada").json(USER).send();
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.problem()).isEqualTo("foreign-request");
    assertThat(node.get("/api/v1/users/zoe").status()).isEqualTo(404);
  }

  @Test
  void aForeignPageCannotChooseWhoActs() {
    var answer = node.call("POST", "/api/v1/me").json("{\"user\":\"ada\"}").wrong().send();
    assertThat(answer.problem()).isEqualTo("foreign-request");
    assertThat(answer.header("Set-Cookie")).isEmpty();
  }

  @Test
  void nobodyIsChosenByLeavingTheUserOut() {
    var answer =
        node.call("POST", "/api/v1/me").header("X-Baton-Request", "page").json("{}").send();
    assertThat(answer.header("Set-Cookie")).startsWith("baton-user=; Max-Age=0");
    var unknown =
        node.call("POST", "/api/v1/me")
            .header("X-Baton-Request", "page")
            .json("{\"user\":\"bob\"}")
            .send();
    assertThat(unknown.problem()).isEqualTo("unknown-user");
  }

  @ParameterizedTest
  @CsvSource({"http://evil.example, 403", "null, 403", "http://127.0.0.1:1, 403", "OWN, 200"})
  void aChangeFromAPageOfAnotherOriginIsRefused(String origin, int status) {
    var answer =
        node.call("PUT", "/api/v1/users/xena")
            .as("ada")
            .header("Origin", origin.equals("OWN") ? node.address() : origin)
            .json(USER)
            .send();
    assertThat(answer.status()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "127.0.0.1.evil.example", "10.0.0.1"})
  void anotherNameForThisMachineIsNotAnswered(String host) throws IOException {
    assertThat(raw("GET /api/v1/users HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 403")
        .contains("urn:baton:problem:foreign-request");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1:80", "[::1]"})
  void namesOfThisMachineAreAnswered(String host) throws IOException {
    assertThat(raw("GET /api/v1/users HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "this is nonsense\r\n\r\n",
        "GET /%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "FROB / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
      })
  void whatIsNoRequestIsToldSo(String text) throws IOException {
    assertThat(raw(text)).contains("application/problem+json", "urn:baton:problem:malformed");
  }

  private static String raw(String request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), node.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
