package baton.http;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.extractMaterializer;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.post;

import baton.document.Definitions;
import baton.run.RunDecision;
import baton.run.RunMigration;
import baton.run.RunRow;
import baton.run.RunStatus;
import baton.run.Runs;
import baton.view.RunList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;

/** Leads the open runs of an orchestration to another version, or says which it could lead. */
final class MigrationRoutes {
  /** Runs that one request leads; the answer says where to go on. */
  static final int RUNS_PER_REQUEST = 200;

  /** Runs that are asked at the same time. */
  private static final int AT_ONCE = 16;

  private static final List<RunStatus> OPEN =
      List.of(RunStatus.InProgress, RunStatus.Suspended, RunStatus.Error);

  private final Runs runs;
  private final Doors.RunListing listing;
  private final Definitions orchestrations;
  private final Identity identity;

  MigrationRoutes(
      Runs runs, Doors.RunListing listing, Definitions orchestrations, Identity identity) {
    this.runs = runs;
    this.listing = listing;
    this.orchestrations = orchestrations;
    this.identity = identity;
  }

  record Migrate(
      @Nullable Boolean dryRun,
      @Nullable Map<String, String> stages,
      @Nullable Map<String, String> steps,
      @Nullable String cursor) {}

  /** How it went with the runs of this request; {@code notMigrated} says why. */
  record Migrated(
      boolean dryRun,
      int migrated,
      int waiting,
      int blocked,
      List<Kept> notMigrated,
      @Nullable String nextCursor) {}

  record Kept(String id, Outcome outcome, String why) {}

  enum Outcome {
    Migrated,
    Waiting,
    Blocked,
    /** It has ended meanwhile. */
    Ended
  }

  private record Page(List<RunRow> runs, @Nullable String nextCursor) {}

  Route routes() {
    return path(
        Paths.under("orchestrations").slash("versions").slash(Paths.action("migrate")),
        (name, version) ->
            post(() ->
                Parameters.only(
                    List.of(),
                    () ->
                        identity.acting(person ->
                            Bodies.json(
                                Migrate.class,
                                body ->
                                    migrate(
                                        name,
                                        Integer.parseInt(version),
                                        body,
                                        person.username()))))));
  }

  private Route migrate(String name, int version, Migrate body, String by) {
    var position = position(body.cursor());
    if (position.isEmpty()) {
      return complete(
          Problems.malformed(
              "cursor", "This is no cursor.", "Send the `nextCursor` of the answer before."));
    }
    var migration =
        new RunMigration(
            version,
            body.stages() == null ? Map.of() : body.stages(),
            body.steps() == null ? Map.of() : body.steps(),
            Boolean.TRUE.equals(body.dryRun()));
    return extractMaterializer(materializer ->
        Replies.later(
            orchestrations
                .versions(name)
                .thenCompose(versions ->
                    versions.stream().noneMatch(v -> v.number() == version)
                        ? CompletableFuture.completedStage(Optional.<Migrated>empty())
                        : page(name, position.get())
                            .thenCompose(page -> lead(page, migration, by, materializer))
                            .thenApply(Optional::of)),
            done ->
                done.map(Replies::ok)
                    .orElseGet(
                        () -> Problems.notFound("version of " + name, String.valueOf(version)))));
  }

  private record Position(int status, Optional<String> cursor) {}

  private static Optional<Position> position(@Nullable String cursor) {
    if (cursor == null) {
      return Optional.of(new Position(0, Optional.empty()));
    }
    var parts = cursor.split("~", 2);
    for (var i = 0; i < OPEN.size(); i++) {
      if (parts.length == 2 && OPEN.get(i).name().equals(parts[0])) {
        return Optional.of(
            new Position(i, parts[1].isEmpty() ? Optional.empty() : Optional.of(parts[1])));
      }
    }
    return Optional.empty();
  }

  private CompletionStage<Page> page(String name, Position at) {
    var filter =
        new RunList.Filter(name, OPEN.get(at.status()), null, null, null, null, null, null, null);
    return listing
        .list(filter, RunList.Order.NEWEST, RUNS_PER_REQUEST, at.cursor())
        .thenCompose(page -> {
          var last = page.cursor().isEmpty() && at.status() + 1 == OPEN.size();
          if (page.runs().isEmpty() && page.cursor().isEmpty() && !last) {
            return page(name, new Position(at.status() + 1, Optional.empty()));
          }
          var next = page.cursor().isPresent() ? at.status() : at.status() + 1;
          return CompletableFuture.completedStage(
              new Page(
                  page.runs(),
                  last ? null : OPEN.get(next).name() + "~" + page.cursor().orElse("")));
        });
  }

  private CompletionStage<Migrated> lead(
      Page page, RunMigration migration, String by, Materializer materializer) {
    return Source.from(page.runs())
        .filter(run -> run.version() != migration.version())
        .mapAsync(
            AT_ONCE,
            run ->
                runs.migrate(run.id(), migration, by).thenApply(answer -> kept(run.id(), answer)))
        .runWith(Sink.seq(), materializer)
        .thenApply(all -> {
          var why = new ArrayList<>(all);
          why.removeIf(run -> run.outcome() == Outcome.Migrated);
          return new Migrated(
              migration.dryRun(),
              count(all, Outcome.Migrated),
              count(all, Outcome.Waiting),
              count(all, Outcome.Blocked),
              why,
              page.nextCursor());
        });
  }

  private static int count(List<Kept> runs, Outcome outcome) {
    return (int) runs.stream().filter(run -> run.outcome() == outcome).count();
  }

  private static Kept kept(String id, Runs.Answer answer) {
    return switch (answer) {
      case Runs.Answer.Done done -> new Kept(id, Outcome.Migrated, "");
      case Runs.Answer.Refused no -> new Kept(id, outcome(no.reason()), no.detail());
    };
  }

  private static Outcome outcome(RunDecision.Reason reason) {
    return switch (reason) {
      case MIGRATION_WAITS -> Outcome.Waiting;
      case NOT_FOUND, WRONG_STATE -> Outcome.Ended;
      case MIGRATION_BLOCKED,
          INVALID_INPUT,
          KEY_REUSED,
          NOT_ASSIGNED_TO_YOU,
          ALREADY_COMPLETED,
          CLAIMED_BY_OTHER ->
          Outcome.Blocked;
    };
  }
}
