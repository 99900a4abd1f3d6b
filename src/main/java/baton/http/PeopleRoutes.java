package baton.http;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.put;

import baton.directory.DirectoryProblem;
import baton.directory.DirectoryReply;
import baton.directory.People;
import baton.directory.User;
import java.util.List;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;

/** Shows and changes users; groups and queues are {@link CircleRoutes}. */
final class PeopleRoutes {
  private final People people;
  private final Identity identity;

  PeopleRoutes(People people, Identity identity) {
    this.people = people;
    this.identity = identity;
  }

  record Users(List<UserShape> items) {}

  /** A user as the API shows one. */
  record UserShape(String username, String name, String email, boolean active) {
    static UserShape of(User user) {
      return new UserShape(user.username(), user.name(), user.email(), user.active());
    }
  }

  record Change(@Required String name, @Required String email, @Nullable Boolean active) {}

  Route routes() {
    return concat(
        path(
            "users",
            () ->
                get(() ->
                    Parameters.only(
                        List.of(),
                        () ->
                            Replies.later(
                                people.users(),
                                users ->
                                    Replies.ok(
                                        new Users(users.stream().map(UserShape::of).toList())))))),
        path(
            Paths.under("users"),
            username ->
                Parameters.only(
                    List.of(),
                    () ->
                        concat(
                            get(() ->
                                Replies.found(
                                    people.user(username), "user", username, UserShape::of)),
                            put(() -> change(username))))));
  }

  private Route change(String username) {
    return identity.actingOrFirst(() ->
        Bodies.json(
            Change.class,
            change ->
                Replies.later(
                    people.putUser(
                        new User(
                            username,
                            change.name(),
                            change.email(),
                            !Boolean.FALSE.equals(change.active()))),
                    reply -> answered("user", reply, UserShape::of))));
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
