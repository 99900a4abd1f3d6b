package baton.http;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.post;

import baton.definition.Assignee;
import baton.directory.People;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;

/** Answers "who would get this?" for an assignment as definitions write it. */
final class AssignmentRoutes {
  private final People people;
  private final InstantSource clock;

  AssignmentRoutes(People people, InstantSource clock) {
    this.people = people;
    this.clock = clock;
  }

  record Question(@Required Assign assign, @Nullable Instant at) {}

  record Assign(
      @Nullable String user,
      @Nullable String group,
      @Nullable String queue,
      @Nullable Assign otherwise) {}

  Route routes() {
    return path(
        "assignments:resolve",
        () ->
            post(() ->
                Parameters.only(
                    List.of(), () -> Bodies.json(Question.class, question -> answer(question)))));
  }

  private Route answer(Question question) {
    var problems = new ArrayList<TextProblem>();
    var assignees = new ArrayList<Assignee>();
    read(question.assign(), "assign", assignees, problems);
    if (!problems.isEmpty()) {
      return complete(Problems.of(ProblemType.INVALID, problems));
    }
    var at = question.at() == null ? clock.instant() : question.at();
    return Replies.later(
        people.directory(), directory -> Replies.ok(AssignmentAnswer.of(assignees, directory, at)));
  }

  private static void read(
      Assign assign, String path, List<Assignee> assignees, List<TextProblem> problems) {
    var named = new ArrayList<Assignee>();
    add(assign.user(), Assignee.Kind.USER, named);
    add(assign.group(), Assignee.Kind.GROUP, named);
    add(assign.queue(), Assignee.Kind.QUEUE, named);
    if (named.size() != 1) {
      problems.add(
          TextProblem.at(
              path,
              "It names " + (named.isEmpty() ? "nobody." : "several at once."),
              "Give one of `user`, `group`, `queue`."));
    } else if (named.getFirst().name().startsWith("=")) {
      problems.add(
          TextProblem.at(
              path,
              "`" + named.getFirst().name() + "` has no value without a run.",
              "Give the name that it would come to."));
    } else {
      assignees.add(named.getFirst());
    }
    if (assign.otherwise() != null && path.endsWith("otherwise")) {
      problems.add(
          TextProblem.at(
              path + ".otherwise", "There is one `otherwise`, not more.", "Leave it out."));
    } else if (assign.otherwise() != null) {
      read(assign.otherwise(), path + ".otherwise", assignees, problems);
    }
  }

  private static void add(@Nullable String name, Assignee.Kind kind, List<Assignee> named) {
    if (name != null) {
      named.add(new Assignee(kind, name));
    }
  }
}
