package baton.run;

import static org.awaitility.Awaitility.await;

import baton.definition.Orchestration;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;
import org.slf4j.LoggerFactory;

/** One run as an actor on a journal in memory, with surroundings that do what a test says. */
final class AwakeRun {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  final String id = "run-" + NUMBER.incrementAndGet();
  final AroundRuns around;
  final Hands hands;
  final AtomicInteger revived = new AtomicInteger();
  volatile boolean awake;

  private final ActorTestKit kit;
  private final PersistenceTestKit journal;
  private final TestProbe<Run.Reply> probe;
  private final ActorRef<OneRunShard.Command> shard;

  AwakeRun(ActorTestKit kit, Orchestration orchestration) {
    this.kit = kit;
    this.journal = PersistenceTestKit.create(kit.system());
    this.probe = kit.createTestProbe();
    this.around = new AroundRuns(orchestration);
    this.hands = around.hands;
    this.shard = kit.spawn(OneRunShard.create(this));
  }

  /** Actors on a journal in memory that serializes. */
  static Config config() {
    return ConfigFactory.parseString("pekko.actor.testkit.typed.single-expect-default = 20s")
        .withFallback(PersistenceTestKitPlugin.getInstance().config())
        .withFallback(PersistenceTestKitSnapshotPlugin.getInstance().config())
        .withFallback(ConfigFactory.load("application-test"));
  }

  /** Failures that a test makes on purpose need no word in the log. */
  static void logFailures(boolean wanted) {
    var log = (Logger) LoggerFactory.getLogger(Run.class);
    log.setLevel(wanted ? null : Level.OFF);
  }

  /** Ends the actor as a crash does; its shard starts it again. */
  AwakeRun crash() {
    shard.tell(new OneRunShard.Crash());
    return this;
  }

  void tell(Run.Command command) {
    shard.tell(new OneRunShard.Deliver(command));
  }

  void letSleep() {
    shard.tell(new OneRunShard.LetSleep());
  }

  Run.Start start(ActorRef<Run.Reply> replyTo) {
    return start(1, Map.of(), replyTo);
  }

  Run.Start start(int version, Map<String, JsonNode> inputs, ActorRef<Run.Reply> replyTo) {
    return new Run.Start("sketch", version, inputs, "hash", null, "ada", null, null, replyTo);
  }

  AwakeRun started() {
    ask(this::start);
    return this;
  }

  Run.Reply ask(Function<ActorRef<Run.Reply>, Run.Command> command) {
    tell(command.apply(probe.getRef()));
    return probe.receiveMessage();
  }

  TestProbe<Run.Reply> later(Function<ActorRef<Run.Reply>, Run.Command> command) {
    TestProbe<Run.Reply> answers = kit.createTestProbe();
    tell(command.apply(answers.getRef()));
    return answers;
  }

  RunView view() {
    return ((Run.Seen) ask(replyTo -> new RunQuestion.Look(false, replyTo))).view();
  }

  void awaitStatus(RunStatus status) {
    await().until(() -> view().status() == status);
  }

  /** Waits until the actor has left memory, as it does on its own when nothing is wanted. */
  void awaitAsleep() {
    await("sleep").until(() -> !awake);
  }

  /** The revision that the list of runs shows. */
  long shown() {
    return around.shown(id);
  }

  List<RunEvent> events() {
    return journal.persistedInStorage("Run|" + id).stream().map(e -> (RunEvent) e).toList();
  }

  <E extends RunEvent> List<E> events(Class<E> type) {
    return events().stream().filter(type::isInstance).map(type::cast).toList();
  }

  PersistenceTestKit journal() {
    return journal;
  }
}
