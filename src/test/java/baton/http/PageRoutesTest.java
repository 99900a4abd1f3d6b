package baton.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages and their files, as browsers get them. */
class PageRoutesTest {
  private static NodeForTests node;

  @BeforeAll
  static void start() {
    node = new NodeForTests();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/my-work",
        "/runs",
        "/runs/0192",
        "/records/Employee/E-1001",
        "/records/Employee/E%2F1",
        "/orchestrations",
        "/people",
        "/mail"
      })
  void everyPageIsTheShell(String path) {
    var page = node.get(path);
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=UTF-8");
    assertThat(page.body()).contains("<script type=\"module\" src=\"/app.js\">");
  }

  @ParameterizedTest
  @CsvSource({
    "/app.js, text/javascript; charset=UTF-8",
    "/style.css, text/css; charset=UTF-8",
    "/icon.svg, image/svg+xml",
    "/openapi.yaml, application/yaml",
    "/docs, text/html; charset=UTF-8",
    "/docs/start.js, text/javascript; charset=UTF-8",
    "/docs/swagger-ui.css, text/css; charset=UTF-8",
    "/docs/swagger-ui-bundle.js, text/javascript; charset=UTF-8"
  })
  void filesHaveTheirTypes(String path, String type) {
    var file = node.get(path);
    assertThat(file.status()).isEqualTo(200);
    assertThat(file.header("Content-Type")).isEqualTo(type);
    assertThat(file.header("Cache-Control")).isEqualTo("no-cache");
  }

  @Test
  void anUnchangedFileIsNotSentAgain() {
    var tag = node.get("/app.js").header("ETag");
    var again = node.call("GET", "/app.js").header("If-None-Match", tag).send();
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(again.header("Content-Security-Policy")).isNotEmpty();
    assertThat(node.call("HEAD", "/app.js").send().status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/app.js", "/api/v1/me", "/nothing", "/api/v1/users/nobody"})
  void everyAnswerTellsBrowsersWhatNotToDo(String path) {
    var answer = node.get(path);
    assertThat(answer.header("Content-Security-Policy"))
        .contains("default-src 'self'", "require-trusted-types-for 'script'")
        .doesNotContain("unsafe");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
    assertThat(answer.header("Server")).isEmpty();
  }

  @Test
  void answersOfTheApiAreNotKept() {
    assertThat(node.get("/api/v1/me").header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void theDocumentsOwnPolicyLetsSwaggerUiWork() {
    assertThat(node.get("/docs").response().headers().allValues("Content-Security-Policy"))
        .containsExactly(SecurityHeaders.DOCS);
    assertThat(SecurityHeaders.DOCS).doesNotContain("script-src 'unsafe");
  }

  @Test
  void aWrongLinkShowsTheShellWithAPageThatSaysSo() {
    var page = node.call("GET", "/nowhere").header("Accept", "text/html,*/*").send();
    assertThat(page.status()).isEqualTo(404);
    assertThat(page.body()).startsWith("<!doctype html>");
    var api = node.call("GET", "/api/v1/nowhere").header("Accept", "text/html").send();
    assertThat(api.problem()).isEqualTo("not-found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../reference.conf",
        "/%2e%2e/reference.conf",
        "/web/..%2f..%2freference.conf",
        "/..%5creference.conf",
        "/page",
        "/page/",
        "/lib",
        "/reference.conf",
        "/docs/../reference.conf",
        "/docs/package.json.exe",
        "/.git/config.json"
      })
  void nothingElseIsServed(String path) {
    assertThat(node.get(path).status()).isEqualTo(404);
  }
}
