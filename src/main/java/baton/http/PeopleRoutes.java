package baton.http;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.put;

import baton.directory.Directory;
import baton.directory.DirectoryProblem;
import baton.directory.DirectoryReply;
import baton.directory.People;
import baton.directory.User;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;

/** Shows and changes users; groups and queues are {@link CircleRoutes}. */
final class PeopleRoutes {
  static final int LONGEST_SEARCH_CHARACTERS = 200;

  private final People people;
  private final Identity identity;

  PeopleRoutes(People people, Identity identity) {
    this.people = people;
    this.identity = identity;
  }

  record Users(List<UserShape> items, @Nullable String nextCursor) {}

  /** A user as the API shows one. */
  record UserShape(
      String username,
      String name,
      String email,
      boolean active,
      Set<String> groups,
      Set<String> queues,
      List<AbsenceRoutes.AbsenceShape> absences) {
    static UserShape of(User user, Directory directory) {
      return new UserShape(
          user.username(),
          user.name(),
          user.email(),
          user.active(),
          directory.groupsOf(user.username()),
          directory.queuesOf(user.username()),
          user.absences().stream().map(AbsenceRoutes.AbsenceShape::of).toList());
    }
  }

  record Change(@Required String name, @Required String email, @Nullable Boolean active) {}

  Route routes() {
    return concat(
        path("users", () -> get(this::list)),
        path(
            Paths.under("users"),
            username ->
                Parameters.only(
                    List.of(),
                    () -> concat(get(() -> one(username)), put(() -> change(username))))));
  }

  /** All of them, as those ask that offer a choice; or a page, where a limit is given. */
  private Route list() {
    return Parameters.only(
        List.of("search", "limit", "cursor"),
        () ->
            Parameters.text(
                "search",
                LONGEST_SEARCH_CHARACTERS,
                search ->
                    Parameters.number(
                        "limit",
                        1,
                        Parameters.MAX_LIMIT,
                        Integer.MAX_VALUE - 1,
                        limit ->
                            Parameters.text(
                                "cursor",
                                Parameters.MAX_CURSOR_CHARACTERS,
                                cursor -> page(search, limit, cursor.orElse(""))))));
  }

  private Route page(Optional<String> search, int limit, String after) {
    return Replies.later(
        people.directory(),
        directory -> {
          var found = directory.usersAfter(after, limit + 1, suiting(search));
          var page = found.subList(0, Math.min(limit, found.size()));
          return Replies.ok(
              new Users(
                  page.stream().map(user -> UserShape.of(user, directory)).toList(),
                  found.size() > limit ? page.getLast().username() : null));
        });
  }

  private static Predicate<User> suiting(Optional<String> search) {
    var sought = search.orElse("").strip().toLowerCase(Locale.ROOT);
    return user ->
        contains(user.username(), sought)
            || contains(user.name(), sought)
            || contains(user.email(), sought);
  }

  static boolean contains(String text, String sought) {
    return text.toLowerCase(Locale.ROOT).contains(sought);
  }

  private Route one(String username) {
    return Replies.later(
        people.directory(),
        directory ->
            directory
                .user(username)
                .map(user -> Replies.ok(UserShape.of(user, directory)))
                .orElseGet(() -> Problems.notFound("user", username)));
  }

  private Route change(String username) {
    return identity.actingOrFirst(() ->
        Bodies.json(
            Change.class,
            change ->
                Replies.later(
                    people
                        .putUser(
                            new User(
                                username,
                                change.name(),
                                change.email(),
                                !Boolean.FALSE.equals(change.active())))
                        .thenCombine(
                            people.directory(),
                            (reply, directory) ->
                                answered("user", reply, user -> UserShape.of(user, directory))),
                    answer -> answer)));
  }

  static <T> HttpResponse answered(
      String what, DirectoryReply<T> reply, Function<? super T, ?> shape) {
    return switch (reply) {
      case DirectoryReply.Saved<T> saved -> Replies.ok(shape.apply(saved.entry()));
      case DirectoryReply.OtherVersion<T> other ->
          Problems.of(
              ProblemType.OTHER_VERSION,
              "The " + what + " `" + other.name() + "` is at version " + other.version() + ".");
      case DirectoryReply.NotFound<T> unknown -> Problems.notFound(what, unknown.name());
      case DirectoryReply.Refused<T> refused ->
          Problems.of(
              ProblemType.INVALID, refused.problems().stream().map(PeopleRoutes::problem).toList());
    };
  }

  private static TextProblem problem(DirectoryProblem problem) {
    return TextProblem.at(problem.field(), problem.message(), problem.remedy());
  }
}
