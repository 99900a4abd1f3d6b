package baton.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import baton.directory.DirectoryInMemory;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What pages of other origins may do with the API, as browsers learn it. */
class CorsTest {
  private static final String CRM = "https://crm.example.com";
  private static NodeForTests node;

  @BeforeAll
  static void start() {
    node =
        new NodeForTests(
            DirectoryInMemory.seeded(), cors("[\"" + CRM + "\", \"http://localhost:3000\"]"));
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static Cors cors(String value) {
    return Cors.of(ConfigFactory.parseString(Cors.KEY + " = " + value));
  }

  @ParameterizedTest
  @ValueSource(strings = {CRM, "http://localhost:3000"})
  void aListedPageIsAnsweredByItsName(String origin) {
    var answer = node.call("GET", "/api/v1/me").as("ada").header("Origin", origin).send();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(origin);
    assertThat(answer.header("Access-Control-Expose-Headers")).contains("Retry-After");
    assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
    assertThat(answer.header("Vary")).isEqualTo("Origin");
  }

  @Test
  void aListedPageMayAskFirstWhatItMaySend() {
    var answer = preflight(CRM, "POST");
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(CRM);
    assertThat(answer.header("Access-Control-Allow-Methods")).contains("GET, POST");
    assertThat(answer.header("Access-Control-Allow-Headers"))
        .contains("Authorization", "Content-Type", "Idempotency-Key", "X-Baton-User");
    assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
    assertThat(answer.header("Vary")).isEqualTo("Origin");
  }

  @Test
  void aListedPageMayChangeThings() {
    var answer =
        node.call("PUT", "/api/v1/groups/embedders")
            .as("ada")
            .header("Origin", CRM)
            .json("{\"label\":\"Embedders\",\"active\":true}")
            .send();
    assertThat(answer.status()).isLessThan(300);
  }

  @Test
  void aListedPageReadsRefusalsToo() {
    var refused = node.call("GET", "/api/v1/work-items").header("Origin", CRM).send();
    assertThat(refused.problem()).isEqualTo("not-signed-in");
    assertThat(refused.header("Access-Control-Allow-Origin")).isEqualTo(CRM);
    var missing = node.call("GET", "/api/v1/nowhere").header("Origin", CRM).send();
    assertThat(missing.problem()).isEqualTo("not-found");
    assertThat(missing.header("Access-Control-Allow-Origin")).isEqualTo(CRM);
  }

  @Test
  void theCookieOfTheOwnPagesNeverCountsForAnotherPage() {
    var read =
        node.call("GET", "/api/v1/me")
            .header("Origin", CRM)
            .header("Cookie", Identity.COOKIE + "=ada")
            .send();
    assertThat(read.json().has("username")).isFalse();
    var changed =
        node.call("PUT", "/api/v1/groups/embedders")
            .header("Origin", CRM)
            .header("Cookie", Identity.COOKIE + "=ada")
            .header(Identity.REQUEST_HEADER, "page")
            .json("{\"label\":\"Embedders\",\"active\":true}")
            .wrong()
            .send();
    assertThat(changed.problem()).isEqualTo("not-signed-in");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "null",
        "https://crm.example.com.evil.example",
        "https://crm.example.com:8443",
        "http://crm.example.com",
        "http://127.0.0.1:3000"
      })
  void anyOtherPageHearsNothingAndMayNotAct(String origin) {
    var read = node.call("GET", "/api/v1/users").header("Origin", origin).send();
    assertThat(read.header("Access-Control-Allow-Origin")).isEmpty();
    assertThat(read.header("Vary")).isEqualTo("Origin");
    var asked = preflight(origin, "POST");
    assertThat(asked.status()).isEqualTo(403);
    assertThat(asked.header("Access-Control-Allow-Origin")).isEmpty();
    var changed =
        node.call("PUT", "/api/v1/groups/embedders")
            .as("ada")
            .header("Origin", origin)
            .json("{\"label\":\"Embedders\",\"active\":true}")
            .send();
    assertThat(changed.problem()).isEqualTo("foreign-request");
    assertThat(changed.body()).contains(Cors.KEY);
  }

  @Test
  void theOwnPagesKeepTheirCookieEvenWhereTheyAreListed() {
    try (var own = new NodeForTests(DirectoryInMemory.seeded(), cors("[]"))) {
      var answer =
          own.call("GET", "/api/v1/me")
              .header("Origin", own.address())
              .header("Cookie", Identity.COOKIE + "=ada")
              .send();
      assertThat(answer.json().path("username").asText()).isEqualTo("ada");
      assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
    }
  }

  @Test
  void onlyTheApiIsOpened() {
    assertThat(node.call("GET", "/ready").header("Origin", CRM).send().header("Vary")).isEmpty();
    assertThat(
            node.call("GET", "/guide/work-guide.js")
                .header("Origin", "https://evil.example")
                .send()
                .header("Access-Control-Allow-Origin"))
        .isEqualTo("*");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"\"\"|0", "\" , \"|0", "[]|0", "\"http://a, https://b:8443\"|1", "[\"http://a\"]|1"})
  void originsAreAListOrATextWithCommas(String value, int allowsA) {
    try (var other = new NodeForTests(DirectoryInMemory.seeded(), cors(value))) {
      var answer = other.call("GET", "/api/v1/me").header("Origin", "http://a").send();
      assertThat(answer.header("Access-Control-Allow-Origin"))
          .isEqualTo(allowsA == 1 ? "http://a" : "");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "null",
        "crm.example.com",
        "https://crm.example.com/",
        "https://*.example.com",
        "https://CRM.example.com",
        "https://crm.example.com:443",
        "http://localhost:80",
        "ftp://a",
        "https://ada@crm.example.com"
      })
  void whatIsNoOriginStopsTheNodeWithTheReason(String origin) {
    assertThatThrownBy(() -> cors("[\"" + origin + "\"]"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(Cors.KEY)
        .hasMessageContaining(origin)
        .hasMessageContaining("https://crm.example.com");
  }

  private static ContractClient.Answer preflight(String origin, String method) {
    return node.call("OPTIONS", "/api/v1/work-items/x:claim")
        .header("Origin", origin)
        .header("Access-Control-Request-Method", method)
        .header("Access-Control-Request-Headers", "x-baton-user")
        .send();
  }
}
