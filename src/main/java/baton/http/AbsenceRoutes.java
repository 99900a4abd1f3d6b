package baton.http;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.delete;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.put;

import baton.directory.Absence;
import baton.directory.People;
import java.time.Instant;
import java.util.List;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;

/** When people are away, and who stands in: {@code users/<username>/absences}. */
final class AbsenceRoutes {
  private final People people;
  private final Identity identity;

  AbsenceRoutes(People people, Identity identity) {
    this.people = people;
    this.identity = identity;
  }

  record Absences(List<AbsenceShape> items) {}

  /** An absence as the API shows one. */
  record AbsenceShape(
      String id, Instant from, Instant to, @Nullable String substitute, @Nullable String reason) {
    static AbsenceShape of(Absence absence) {
      return new AbsenceShape(
          absence.id(), absence.from(), absence.to(), absence.substitute(), absence.reason());
    }
  }

  record Change(
      @Required Instant from,
      @Required Instant to,
      @Nullable String substitute,
      @Nullable String reason) {}

  Route routes() {
    var all = Paths.under("users").slash("absences");
    return concat(
        path(all, username -> Parameters.only(List.of(), () -> get(() -> list(username)))),
        path(
            all.slash(Paths.name()),
            (username, id) ->
                Parameters.only(
                    List.of(),
                    () ->
                        concat(put(() -> change(username, id)), delete(() -> end(username, id))))));
  }

  private Route list(String username) {
    return Replies.found(
        people.user(username),
        "user",
        username,
        user -> new Absences(user.absences().stream().map(AbsenceShape::of).toList()));
  }

  private Route change(String username, String id) {
    return identity.acting(person ->
        Bodies.json(
            Change.class,
            change -> {
              var absence =
                  new Absence(id, change.from(), change.to(), change.substitute(), change.reason());
              return Replies.later(
                  people.putAbsence(username, absence),
                  reply -> PeopleRoutes.answered("user", reply, saved -> AbsenceShape.of(absence)));
            }));
  }

  private Route end(String username, String id) {
    return identity.acting(person ->
        Replies.later(
            people.removeAbsence(username, id),
            reply ->
                PeopleRoutes.answered(
                    "user",
                    reply,
                    user ->
                        new Absences(user.absences().stream().map(AbsenceShape::of).toList()))));
  }
}
