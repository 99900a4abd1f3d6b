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

  record Users(List<User> items) {}

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
                            Replies.later(people.users(), users -> Replies.ok(new Users(users)))))),
        path(
            Paths.under("users"),
            username ->
                Parameters.only(
                    List.of(),
                    () ->
                        concat(
                            get(() ->
                                Replies.found(people.user(username), "user", username, u -> u)),
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
                    reply -> answered("user", reply))));
  }

  static <T> HttpResponse answered(String what, DirectoryReply<T> reply) {
    return switch (reply) {
      case DirectoryReply.Saved<T> saved -> Replies.ok(saved.entry());
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
