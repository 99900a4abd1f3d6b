package baton.http;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;
import static org.apache.pekko.http.javadsl.server.Directives.onSuccess;
import static org.apache.pekko.http.javadsl.server.Directives.optionalCookie;
import static org.apache.pekko.http.javadsl.server.Directives.optionalHeaderValueByName;

import baton.directory.People;
import baton.directory.Principal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.Route;

/**
 * Who acts, in open mode: whom the header names, else whom the cookie of the pages names.
 *
 * <p>A change that the cookie authenticates also needs the header {@value #REQUEST_HEADER}: a page
 * of another site can make a browser send the cookie, but not that header. A cookie of somebody who
 * is no longer known counts as nobody, so that a browser finds its way back.
 */
final class Identity {
  static final String USER_HEADER = "X-Baton-User";
  static final String REQUEST_HEADER = "X-Baton-Request";
  static final String COOKIE = "baton-user";

  private static final String HOW =
      " Send the header `"
          + USER_HEADER
          + "` with a username of `GET /api/v1/users`, or choose a person in the pages.";

  private final People people;

  Identity(People people) {
    this.people = people;
  }

  /** Somebody, or nobody. */
  Route perhaps(Function<Optional<Principal>, Route> inner) {
    return optionalHeaderValueByName(
        USER_HEADER,
        header ->
            header.isPresent()
                ? named(header.get(), person -> inner.apply(Optional.of(person)))
                : optionalCookie(
                    COOKIE,
                    cookie ->
                        cookie.isEmpty()
                            ? inner.apply(Optional.empty())
                            : onSuccess(
                                people.principal(decoded(cookie.get().value())), inner::apply)));
  }

  /** Somebody, who may mean what the request says. */
  Route acting(Function<Principal, Route> inner) {
    return extractRequest(request ->
        perhaps(person -> {
          if (person.isEmpty()) {
            return complete(
                Problems.of(ProblemType.NOT_SIGNED_IN, "This needs somebody who acts." + HOW));
          }
          return changes(request) && !own(request)
              ? complete(foreign())
              : inner.apply(person.get());
        }));
  }

  /** Somebody who acts; while nobody is known at all, whoever can send an own request. */
  Route actingOrFirst(Supplier<Route> inner) {
    return onSuccess(
        people.directory(),
        everyone -> everyone.isEmpty() ? own(inner) : acting(person -> inner.get()));
  }

  /** A request that a page of another site cannot make. */
  Route own(Supplier<Route> inner) {
    return extractRequest(request -> own(request) ? inner.get() : complete(foreign()));
  }

  /** The person of that name; 401 where there is none. */
  Route named(String username, Function<Principal, Route> inner) {
    return onSuccess(
        people.principal(username),
        person ->
            person
                .map(inner)
                .orElseGet(() ->
                    complete(
                        Problems.of(
                            ProblemType.UNKNOWN_USER,
                            "There is no active user `" + username + "`." + HOW))));
  }

  private static boolean changes(HttpRequest request) {
    return switch (request.method().value()) {
      case "GET", "HEAD", "OPTIONS" -> false;
      default -> true;
    };
  }

  private static boolean own(HttpRequest request) {
    return request.getHeader(USER_HEADER).isPresent()
        || request.getHeader(REQUEST_HEADER).isPresent();
  }

  private static HttpResponse foreign() {
    return Problems.of(
        ProblemType.FOREIGN_REQUEST,
        "A change that is made with the cookie needs the header `"
            + REQUEST_HEADER
            + "` with any value.");
  }

  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return value;
    }
  }
}
