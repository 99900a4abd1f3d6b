package baton.app;

import baton.cluster.Health;
import baton.cluster.NodeSettings;
import baton.definition.Orchestrations;
import baton.directory.People;
import baton.document.Versions;
import baton.flow.Actions;
import baton.flow.FlowRunner;
import baton.flow.FlowWaits;
import baton.flow.Flows;
import baton.flow.Interviews;
import baton.flow.SecretKeys;
import baton.flow.Secrets;
import baton.http.Cors;
import baton.http.Doors;
import baton.http.HttpServer;
import baton.http.Interviewing;
import baton.http.Routes;
import baton.record.RecordTypes;
import baton.record.ShardedRecords;
import baton.run.RunSurroundings;
import baton.run.ShardedRuns;
import baton.step.StepActors;
import baton.task.ShardedTasks;
import baton.timer.Timers;
import baton.view.ListRebuild;
import baton.view.RunHistory;
import baton.view.RunList;
import baton.work.MailCatcher;
import baton.work.MailOutbox;
import baton.work.MailSettings;
import baton.work.Routing;
import baton.work.WorkItems;
import com.datastax.oss.driver.api.core.CqlSession;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;

/**
 * The rooms of a real node, each started once and given what it needs of the others. The port is
 * taken first, because mails carry its address; requests are answered when all rooms are open.
 */
final class House implements Rooms {
  private static final InstantSource CLOCK = InstantSource.system();

  private final boolean dev;

  private House(boolean dev) {
    this.dev = dev;
  }

  /** With seeded people, sample orchestrations and a catcher of mails. */
  static House forTryingOut() {
    return new House(true);
  }

  static House plain() {
    return new House(false);
  }

  @Override
  public CompletionStage<Door> open(
      ActorSystem<?> system, CqlSession session, NodeSettings settings, Health health) {
    var cors = Cors.of(settings.config());
    var routes = new LateRoutes();
    var closing = new Closing();
    // Rooms prepare their statements as they open, which a thread of the driver must not wait for.
    var mayBlock = system.dispatchers().lookup(DispatcherSelector.blocking());
    return HttpServer.start(system, settings.httpHost(), settings.httpPort(), routes.route())
        .thenCompose(server ->
            SecretKeys.load(session, settings.config().getString("baton.secret-key"))
                .thenComposeAsync(
                    secrets ->
                        open(system, session, settings, health, server.address(), secrets, closing),
                    mayBlock)
                .thenApply(doors -> {
                  routes.set(Routes.of(doors, cors));
                  return new OpenPort(server, closing);
                }));
  }

  private CompletionStage<Doors> open(
      ActorSystem<?> system,
      CqlSession session,
      NodeSettings settings,
      Health health,
      String address,
      Secrets secrets,
      Closing closing) {
    var people = new People(session, CLOCK);
    var catcher = dev ? Optional.of(MailCatcher.start(CLOCK)) : Optional.<MailCatcher>empty();
    catcher.ifPresent(closing::add);
    var mail = mailSettings(settings, catcher, address);
    var outbox = MailOutbox.start(system, session, mail, CLOCK);
    var routing = Routing.start(system, session, people, outbox, mail.publicUrl());

    var subscribers = new LateSubscribers();
    var recordTypes = new RecordTypes(session, CLOCK);
    var records = ShardedRecords.init(system, session, subscribers, CLOCK);

    var flowTexts = Versions.create(session, Versions.Kind.FLOW, CLOCK);
    closing.add(flowTexts);
    var actions =
        Actions.standard(system, new FlowMails(outbox), new FlowRecords(records, recordTypes));
    var flows = new Flows(flowTexts, actions);
    var orchestrationTexts = Versions.create(session, Versions.Kind.ORCHESTRATION, CLOCK);
    closing.add(orchestrationTexts);
    var orchestrations =
        new Orchestrations(orchestrationTexts, new FlowFacts(flows), new Standings(people));

    var tasks = ShardedTasks.init(system, CLOCK);
    var timers = new Timers(system, session, CLOCK);
    var kin = new LateRuns();
    var runList = new RunList(session, CLOCK);
    var definitions = new RunDefinitions(orchestrations, flows);
    var runs =
        ShardedRuns.init(
            system,
            new RunSurroundings(
                definitions,
                new StepActors(
                    flows,
                    new FlowRunner(actions),
                    FlowWaits.in(session, CLOCK),
                    routing,
                    timers::keep,
                    tasks,
                    kin,
                    new WatchedRecords(records),
                    CLOCK),
                runList,
                CLOCK,
                RunSurroundings.Pace.DEFAULT));
    kin.set(runs);
    var rebuild = new ListRebuild(system, session, definitions, new RunList(session, CLOCK));
    tasks.deliverTo(new TaskResults(runs));
    timers.deliverTo((runId, timer, due) -> runs.timerFired(runId, timer));
    var entry = EntryFlows.of(flows, new FlowRunner(actions), CLOCK);
    subscribers.set(new RecordFollowers(orchestrations, runs, entry));
    var workItems = new WorkItems(session, people, new RunItems(runs), routing);
    var interviews =
        Interviews.init(
            system, flows, actions, new InterviewEnds(workItems, CLOCK), secrets, CLOCK);

    var doors =
        new Doors(
            orchestrations,
            flows,
            runs,
            runList::list,
            rebuild::part,
            new RunHistory(system),
            workItems,
            tasks,
            Interviewing.by(interviews),
            people,
            records,
            Doors.RecordTypeDoor.of(recordTypes),
            catcher.map(c -> c::mails),
            () -> health.state().thenApply(House::problem));
    return flowTexts
        .start()
        .thenCompose(flowsKnown -> orchestrationTexts.start())
        .thenCompose(known ->
            dev || settings.samples()
                ? furnished(people, new Samples(flows, orchestrations))
                : nothing())
        .thenApply(furnished -> doors);
  }

  private static CompletionStage<Void> furnished(People people, Samples samples) {
    return people.seed().thenCompose(seeded -> samples.deploy());
  }

  private static CompletionStage<Void> nothing() {
    return CompletableFuture.completedStage(null);
  }

  private static MailSettings mailSettings(
      NodeSettings settings, Optional<MailCatcher> catcher, String address) {
    var written = MailSettings.of(settings.config());
    var server = catcher.map(c -> written.withCatcher(c.host(), c.port())).orElse(written);
    return server.publicUrl().isEmpty() ? server.withPublicUrl(address) : server;
  }

  private static Optional<String> problem(Health.State state) {
    if (state.ready()) {
      return Optional.empty();
    }
    return Optional.of(
        state.member() ? "Cassandra does not answer." : "The node is no member of the cluster.");
  }

  private record OpenPort(HttpServer server, Closing rooms) implements Door {
    @Override
    public String address() {
      return server.address();
    }

    @Override
    public CompletionStage<Done> close(Duration deadline) {
      return server
          .stop(deadline)
          .thenApply(stopped -> {
            rooms.close();
            return stopped;
          });
    }
  }
}
