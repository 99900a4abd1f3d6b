package baton.http;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.post;

import baton.directory.Principal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;

/** Says who acts, and lets a browser choose: {@code /me}. */
final class MeRoutes {
  private final Identity identity;

  MeRoutes(Identity identity) {
    this.identity = identity;
  }

  record Me(
      @Nullable String username,
      @Nullable String name,
      List<String> groups,
      List<String> queues,
      boolean open) {
    static Me of(Optional<Principal> person) {
      return new Me(
          person.map(Principal::username).orElse(null),
          person.map(Principal::name).orElse(null),
          person.map(p -> p.groups().stream().sorted().toList()).orElse(List.of()),
          person.map(p -> p.queues().stream().sorted().toList()).orElse(List.of()),
          true);
    }
  }

  record Change(@Nullable String user) {}

  Route routes() {
    return path(
        "me",
        () ->
            Parameters.only(
                List.of(),
                () ->
                    concat(
                        get(() -> identity.perhaps(person -> complete(Replies.ok(Me.of(person))))),
                        post(() -> identity.own(() -> Bodies.json(Change.class, this::choose))))));
  }

  private Route choose(Change change) {
    return change.user() == null
        ? complete(answer(Optional.empty()))
        : identity.named(change.user(), person -> complete(answer(Optional.of(person))));
  }

  /** For this browser until it is closed; no other site's page sends it. */
  private static HttpResponse answer(Optional<Principal> person) {
    var value =
        person
            .map(p -> URLEncoder.encode(p.username(), StandardCharsets.UTF_8))
            .orElse("; Max-Age=0");
    return Replies.ok(Me.of(person))
        .addHeader(
            RawHeader.create(
                "Set-Cookie",
                Identity.COOKIE + "=" + value + "; Path=/; HttpOnly; SameSite=Strict"));
  }
}
