package baton.pages;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/**
 * A customer's own site, which embeds the Work Guide: a second server, whose pages forbid nearly
 * everything and style whatever they reach. Under one name it is listed at Baton, under another it
 * is not.
 */
final class ForeignSite {
  private static final Map<String, Page> PAGES = new ConcurrentHashMap<>();
  private static final HttpServer SERVER = start();

  /** A page with {@code body} and a script of the site; scripts within the page are forbidden. */
  private record Page(String baton, String style, String body, String script) {}

  private ForeignSite() {}

  /** The origin whose pages may use Baton. */
  static String allowed() {
    return "http://localhost:" + SERVER.getAddress().getPort();
  }

  /** The same site by another name, which Baton was not told. */
  static String unlisted() {
    return "http://127.0.0.1:" + SERVER.getAddress().getPort();
  }

  /** Puts up a page at {@code /name}; the guide's file comes from {@code baton}. */
  static void put(String name, String baton, String style, String body, String script) {
    PAGES.put(name, new Page(baton, style, body, script));
  }

  private static HttpServer start() {
    try {
      var server =
          HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
      server.createContext("/", ForeignSite::answer);
      server.setExecutor(
          Executors.newCachedThreadPool(
              Thread.ofPlatform().daemon().name("foreign-site-", 0).factory()));
      server.start();
      return server;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var path = exchange.getRequestURI().getPath();
      var name = path.substring(1).replaceFirst("\\.(css|js)$", "");
      var page = PAGES.get(name);
      if (page == null) {
        exchange.sendResponseHeaders(204, -1);
        return;
      }
      var headers = exchange.getResponseHeaders();
      headers.add("Cache-Control", "no-store");
      if (path.endsWith(".css")) {
        send(exchange, "text/css", page.style());
      } else if (path.endsWith(".js")) {
        send(exchange, "text/javascript", page.script());
      } else {
        headers.add("Content-Security-Policy", policy(page.baton()));
        send(exchange, "text/html; charset=utf-8", shell(name, page));
      }
    }
  }

  /** What the README tells those who embed the guide under a strict policy. */
  private static String policy(String baton) {
    return "default-src 'none'; script-src 'self' "
        + baton
        + "; connect-src "
        + baton
        + "; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
        + " require-trusted-types-for 'script'; trusted-types lit-html";
  }

  private static String shell(String name, Page page) {
    return """
    <!doctype html><html lang="en"><head><meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1"><title>Customers</title>
    <link rel="stylesheet" href="/NAME.css">
    <script type="module" src="/NAME.js"></script>
    <script type="module" src="BATON/guide/work-guide.js"></script>
    </head><body><header><h1>Customer 4711</h1></header><main>BODY</main></body></html>
    """
        .replace("NAME", name)
        .replace("BATON", page.baton())
        .replace("BODY", page.body());
  }

  private static void send(HttpExchange exchange, String type, String text) throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", type);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
