package baton.flow;

import static baton.flow.FlowsForTests.flow;
import static baton.flow.FlowsForTests.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.ConfigFactory;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The door, through the sharding of a cluster of one node. */
class InterviewsTest {
  static final ActorTestKit KIT =
      ActorTestKit.create(
          ConfigFactory.parseString(
                  """
                  pekko.remote.artery.canonical.hostname = "127.0.0.1"
                  pekko.remote.artery.canonical.port = 0
                  pekko.cluster.seed-nodes = []
                  pekko.cluster.jmx.multi-mbeans-in-same-jvm = on
                  pekko.cluster.sharding.state-store-mode = ddata
                  pekko.cluster.sharding.distributed-data.durable.keys = []
                  """)
              .withFallback(PersistenceTestKitPlugin.getInstance().config())
              .withFallback(PersistenceTestKitSnapshotPlugin.config())
              .withFallback(ConfigFactory.load()));
  static final Map<String, JsonNode> NOTHING = Map.of();
  static final List<String> DONE = new CopyOnWriteArrayList<>();
  static Interviews interviews;

  @BeforeAll
  static void start() {
    var cluster = Cluster.get(KIT.system());
    cluster.manager().tell(Join.create(cluster.selfMember().address()));
    var two =
        flow("""
        flow: two
        kind: screen
        elements:
          - { screen: one, fields: [ { text: a, required: true, output: true } ] }
          - { screen: two, fields: [ { number: b, output: true } ] }
        """)
            .with(1);
    var source =
        new FlowSource() {
          @Override
          public CompletionStage<Optional<Flow>> load(String name, int version) {
            return CompletableFuture.supplyAsync(() -> Optional.of(two));
          }

          @Override
          public CompletionStage<Optional<Flow>> load(
              String name, int version, Map<String, Integer> subflowVersions) {
            return load(name, version);
          }
        };
    interviews =
        Interviews.init(
            KIT.system(),
            source,
            FlowsForTests.ACTIONS,
            (item, person, outputs) -> {
              DONE.add(item + " by " + person);
              return CompletableFuture.completedStage(new Interviews.Completion.Completed());
            },
            Secrets.of(Secrets.newKey()),
            InstantSource.system());
  }

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  private static InterviewReply get(CompletionStage<InterviewReply> reply) throws Exception {
    return reply.toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private static String screen(InterviewReply reply) {
    assertThat(reply).isInstanceOf(InterviewReply.Screen.class);
    return ((InterviewReply.Screen) reply).view().screen();
  }

  @Test
  void aPersonGoesThroughAnInterviewByTheDoor() throws Exception {
    assertThat(screen(get(interviews.open("r1.s.1", "ada", "two", 1, NOTHING)))).isEqualTo("one");
    assertThat(get(interviews.next("r1.s.1", "ada", "one", NOTHING)))
        .isInstanceOf(InterviewReply.Invalid.class);
    get(interviews.save("r1.s.1", "ada", "one", values("a: x")));
    get(interviews.preview("r1.s.1", "ada", "one", values("a: y")));
    assertThat(screen(get(interviews.next("r1.s.1", "ada", "one", NOTHING)))).isEqualTo("two");
    assertThat(screen(get(interviews.back("r1.s.1", "ada", "two", values("b: 3")))))
        .isEqualTo("one");
    assertThat(screen(get(interviews.next("r1.s.1", "ada", "one", NOTHING)))).isEqualTo("two");
    var finished = new InterviewReply.Finished(values("{a: x, b: 3}"));
    assertThat(get(interviews.next("r1.s.1", "ada", "two", NOTHING))).isEqualTo(finished);
    assertThat(get(interviews.view("r1.s.1", "ada"))).isEqualTo(finished);
    assertThat(DONE).containsExactly("r1.s.1 by ada");
  }

  @Test
  void everyPersonHasAnInterviewOfTheirOwn() throws Exception {
    get(interviews.open("r2.s.1", "ada", "two", 1, NOTHING));
    get(interviews.next("r2.s.1", "ada", "one", values("a: x")));
    assertThat(screen(get(interviews.open("r2.s.1", "bo", "two", 1, NOTHING)))).isEqualTo("one");
    assertThat(screen(get(interviews.restart("r2.s.1", "ada")))).isEqualTo("one");
  }

  @Test
  void twentyAnswersAtOnceToOneScreenAreTakenOnce() throws Exception {
    get(interviews.open("r3.s.1", "ada", "two", 1, NOTHING));
    var replies = new CopyOnWriteArrayList<CompletionStage<InterviewReply>>();
    for (var i = 0; i < 20; i++) {
      replies.add(interviews.next("r3.s.1", "ada", "one", values("a: x" + i)));
    }
    var taken = 0;
    for (var reply : replies) {
      taken += get(reply) instanceof InterviewReply.Screen ? 1 : 0;
    }
    assertThat(taken).isEqualTo(1);
  }
}
