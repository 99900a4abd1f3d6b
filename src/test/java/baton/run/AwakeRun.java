package baton.run;

import static org.awaitility.Awaitility.await;

import baton.definition.Orchestration;
import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;

/** One run as an actor on a journal in memory, with surroundings that do what a test says. */
final class AwakeRun implements Run.Definitions, Run.Listing {
  static final Run.Pace FAST =
      new Run.Pace(Duration.ofMillis(10), Duration.ofMillis(60), Duration.ofMillis(40));
  private static final AtomicInteger NUMBER = new AtomicInteger();

  final String id = "run-" + NUMBER.incrementAndGet();
  final Hands hands = new Hands();
  final List<RunRow> rows = new CopyOnWriteArrayList<>();
  final AtomicInteger loads = new AtomicInteger();
  final AtomicInteger revived = new AtomicInteger();
  volatile Function<RunRow, CompletionStage<Done>> store =
      row -> CompletableFuture.completedFuture(Done.getInstance());
  volatile CompletionStage<Void> shelf = CompletableFuture.completedFuture(null);
  volatile boolean awake;
  volatile Instant now = Told.START;

  private final ActorTestKit kit;
  private final PersistenceTestKit journal;
  private final Map<Integer, Orchestration> versions = new ConcurrentHashMap<>();
  private final TestProbe<Run.Reply> probe;
  private final ActorRef<OneRunShard.Command> shard;

  AwakeRun(ActorTestKit kit, Orchestration orchestration) {
    this.kit = kit;
    this.journal = PersistenceTestKit.create(kit.system());
    this.probe = kit.createTestProbe();
    add(orchestration);
    this.shard = kit.spawn(OneRunShard.create(this));
  }

  /** Actors on a journal in memory that serializes. */
  static Config config() {
    return ConfigFactory.parseString("pekko.actor.testkit.typed.single-expect-default = 20s")
        .withFallback(PersistenceTestKitPlugin.getInstance().config())
        .withFallback(PersistenceTestKitSnapshotPlugin.getInstance().config())
        .withFallback(ConfigFactory.load("application-test"));
  }

  void add(Orchestration orchestration) {
    versions.put(orchestration.version(), orchestration);
  }

  Run.Surroundings surroundings() {
    return new Run.Surroundings(this, hands, this, () -> now, FAST);
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
    return new Run.Start("sketch", version, inputs, "hash", null, "ada", replyTo);
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
    return ((Run.Seen) ask(replyTo -> new Run.Look(false, replyTo))).view();
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
    return rows.stream().mapToLong(RunRow::revision).max().orElse(0);
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

  @Override
  public CompletionStage<Orchestration> load(String orchestration, int version) {
    loads.incrementAndGet();
    return shelf.thenApply(open -> {
      var found = versions.get(version);
      if (found == null) {
        throw new IllegalArgumentException("no version " + version);
      }
      return found;
    });
  }

  @Override
  public String owner(String orchestration, int version) {
    return "owner";
  }

  @Override
  public Integer activeVersion(String flow) {
    return 3;
  }

  @Override
  public CompletionStage<Done> put(RunRow row) {
    return store
        .apply(row)
        .thenApply(done -> {
          rows.add(row);
          return done;
        });
  }
}
