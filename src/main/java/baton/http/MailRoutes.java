package baton.http;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;

import baton.work.CaughtMail;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.PathMatchers;
import org.apache.pekko.http.javadsl.server.Route;

/** Shows the mails that the built-in catcher of a dev node holds: {@code /mails}. */
final class MailRoutes {
  private static final int MAX_ADDRESS_CHARACTERS = 320;

  private final Optional<Supplier<List<CaughtMail>>> mails;

  /** The mails, newest first; empty where mail is sent on. */
  MailRoutes(Optional<Supplier<List<CaughtMail>>> mails) {
    this.mails = mails;
  }

  record Shape(
      String id,
      String from,
      List<String> to,
      String subject,
      String text,
      boolean hasHtml,
      Instant receivedAt) {
    static Shape of(CaughtMail mail) {
      return new Shape(
          mail.id(),
          mail.from(),
          mail.to(),
          mail.subject(),
          mail.text(),
          mail.html() != null,
          mail.receivedAt());
    }
  }

  record Shapes(List<Shape> items) {}

  Route routes() {
    return concat(
        path(
            "mails",
            () ->
                get(() ->
                    Parameters.only(
                        List.of("to"),
                        () ->
                            Parameters.text(
                                "to", MAX_ADDRESS_CHARACTERS, to -> complete(list(to)))))),
        path(
            Paths.under("mails").slash(PathMatchers.segment("html")),
            id -> get(() -> Parameters.only(List.of(), () -> complete(html(id))))));
  }

  private HttpResponse list(Optional<String> to) {
    return mails
        .map(caught ->
            Replies.ok(
                new Shapes(
                    caught.get().stream()
                        .filter(mail ->
                            to.isEmpty()
                                || mail.to().stream().anyMatch(a -> a.equalsIgnoreCase(to.get())))
                        .map(Shape::of)
                        .toList())))
        .orElseGet(MailRoutes::nothingCaught);
  }

  private HttpResponse html(String id) {
    if (mails.isEmpty()) {
      return nothingCaught();
    }
    var html =
        mails.get().get().stream()
            .filter(mail -> mail.id().equals(id))
            .findAny()
            .map(CaughtMail::html);
    return html.map(text ->
            HttpResponse.create()
                .addHeader(SecurityHeaders.policy(SecurityHeaders.MAIL))
                .withEntity(HttpEntities.create(ContentTypes.TEXT_HTML_UTF8, text)))
        .orElseGet(() -> Problems.notFound("HTML mail", id));
  }

  private static HttpResponse nothingCaught() {
    return Problems.of(
        ProblemType.NOT_FOUND, "This node catches no mail: it sends it. See the mail server.");
  }
}
