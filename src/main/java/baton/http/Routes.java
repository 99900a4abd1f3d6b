package baton.http;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.handleExceptions;
import static org.apache.pekko.http.javadsl.server.Directives.handleRejections;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;

import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.http.javadsl.server.PathMatchers;
import org.apache.pekko.http.javadsl.server.Route;

/** All routes of a node: the API, and at the root the pages, the documents and health. */
public final class Routes {
  private Routes() {}

  public static Route of(Doors doors, Cors cors) {
    return SecurityHeaders.around(() ->
        cors.around(() ->
            handleRejections(
                Failures.rejections(),
                () ->
                    handleExceptions(
                        Failures.exceptions(), () -> OpenMode.guard(cors, () -> all(doors))))));
  }

  /** While the rooms of a node open: it lives, and everything is to be asked again. */
  public static Route starting() {
    return SecurityHeaders.around(() ->
        concat(
            new HealthRoutes(
                    () -> CompletableFuture.completedFuture(Optional.of("The node is starting")))
                .routes(),
            complete(
                Problems.of(
                    ProblemType.OUTCOME_UNKNOWN,
                    "The node is starting. Nothing was done; send it again."))));
  }

  private static Route all(Doors doors) {
    return concat(
        pathPrefix(PathMatchers.segment("api").slash("v1"), () -> api(doors)),
        new ScimRoutes(doors.people(), new Identity(doors.people())).routes(),
        new HealthRoutes(doors.readiness()).routes(),
        new PageRoutes().routes());
  }

  private static Route api(Doors doors) {
    var identity = new Identity(doors.people());
    return concat(
        new RunListRoutes(doors.runList()).routes(),
        new RunRoutes(doors.runs(), identity).routes(),
        new RunOperationRoutes(doors.runs(), identity).routes(),
        new SubmissionRoutes(doors.runs(), doors.orchestrations(), identity).routes(),
        new RunHistoryRoutes(doors.runHistory()).routes(),
        new RunStreamRoutes(doors.runs(), RunStreamRoutes.HEARTBEAT, RunStreamRoutes.MAX_STREAMS)
            .routes(),
        new EventRoutes(doors.runs(), identity).routes(),
        new ListRebuildRoutes(doors.listRebuild(), identity).routes(),
        new TaskRoutes(doors.tasks(), identity).routes(),
        new TaskStreamRoutes(
                doors.tasks(), identity, TaskStreamRoutes.HEARTBEAT, TaskStreamRoutes.MAX_STREAMS)
            .routes(),
        new InboxRoutes(doors.workItems(), identity).routes(),
        new WorkStreamRoutes(
                doors.workItems(),
                doors.people(),
                identity,
                WorkStreamRoutes.LOOK_EVERY,
                WorkStreamRoutes.HEARTBEAT,
                WorkStreamRoutes.MAX_STREAMS)
            .routes(),
        new WorkItemRoutes(doors.workItems(), doors.interviews(), doors.runs(), identity).routes(),
        new DraftRoutes(doors.workItems(), doors.interviews(), identity).routes(),
        new InterviewRoutes(doors.workItems(), doors.interviews(), doors.runs(), identity).routes(),
        new MigrationRoutes(doors.runs(), doors.runList(), doors.orchestrations(), identity)
            .routes(),
        new DefinitionRoutes("orchestration", doors.orchestrations(), identity).routes(),
        new DefinitionRoutes("flow", doors.flows(), identity).routes(),
        new RecordRoutes(doors.records(), identity).routes(),
        new RecordTypeRoutes(doors.recordTypes(), identity).routes(),
        new PeopleRoutes(doors.people(), identity).routes(),
        new AbsenceRoutes(doors.people(), identity).routes(),
        new CalendarRoutes(doors.people(), identity).routes(),
        new AssignmentRoutes(doors.people(), InstantSource.system()).routes(),
        CircleRoutes.groups(doors.people(), identity).routes(),
        CircleRoutes.queues(doors.people(), identity).routes(),
        new MeRoutes(identity).routes(),
        new MailRoutes(doors.mails()).routes());
  }
}
