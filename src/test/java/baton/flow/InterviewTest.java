package baton.flow;

import static baton.flow.FlowsForTests.flow;
import static baton.flow.FlowsForTests.values;
import static org.assertj.core.api.Assertions.assertThat;

import baton.flow.InterviewReply.Reason;
import baton.flow.Interviews.Completion;
import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.persistence.testkit.JournalOperation;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import org.apache.pekko.persistence.testkit.ProcessingPolicy;
import org.apache.pekko.persistence.testkit.ProcessingResult;
import org.apache.pekko.persistence.testkit.ProcessingSuccess;
import org.apache.pekko.persistence.testkit.ReadEvents;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;
import org.apache.pekko.persistence.testkit.javadsl.SnapshotTestKit;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.SerializerWithStringManifest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The actor: what it stores, has done and answers, and that a restart changes nothing of it. */
class InterviewTest {
  static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-01T09:30:00Z"));
  static final ActorTestKit KIT =
      ActorTestKit.create(
          ConfigFactory.parseString(
                  """
                  pekko.actor.serialize-messages = off
                  pekko.actor.allow-java-serialization = off
                  """)
              .withFallback(PersistenceTestKitPlugin.getInstance().config())
              .withFallback(PersistenceTestKitSnapshotPlugin.config())
              .withFallback(ConfigFactory.load()));
  static final Secrets SECRETS = Secrets.of(Secrets.newKey());
  static final PersistenceTestKit STORED = PersistenceTestKit.create(KIT.system());

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  static final String ONBOARD =
      """
      flow: onboard
      kind: screen
      variables:
        employee: { type: text, input: true, required: true }
        note: { type: text, output: true }
        total: { type: number, output: true }
      elements:
        - screen: who
          fields: [ { text: note, required: true, default: "='about ' + employee" } ]
        - action: ask
          call: count
          inputs: { of: 1 }
          outputs: { total: total }
          fault: sorry
        - screen: sure
          fields: [ { checkbox: sure, required: true } ]
          next: end
        - screen: sorry
          fields: [ { display: why, label: "=$Flow.FaultMessage" } ]
          next: ask
      """;

  /** One node's worth of surroundings for one item, with an actor that can be started again. */
  final class Desk {
    final String item = "item-" + System.nanoTime();
    final List<ActionCall> calls = new CopyOnWriteArrayList<>();
    final List<Map<String, JsonNode>> completions = new CopyOnWriteArrayList<>();
    final TestProbe<ClusterSharding.ShardCommand> shard = KIT.createTestProbe();
    final TestProbe<InterviewReply> person = KIT.createTestProbe();

    Function<ActionCall, CompletionStage<Map<String, JsonNode>>> action =
        call -> FlowRunnerTest.total(calls.size());
    Function<Map<String, JsonNode>, CompletionStage<Completion.Answer>> completion =
        outputs -> CompletableFuture.completedStage(new Completion.Completed());
    boolean flowIsThere = true;
    Duration idleAfter = Duration.ofMinutes(1);
    Duration patience = Duration.ofMinutes(1);
    String text = ONBOARD;
    RecordsInMemory records = new RecordsInMemory();
    ActorRef<Interview.Command> interview;

    Desk start() {
      var actions =
          Actions.discovered(
              records,
              FlowRunnerTest.Counting.answering(
                  true,
                  call -> {
                    calls.add(call);
                    return action.apply(call);
                  }));
      var flow = flow(actions, text).with(3);
      FlowSource source =
          new FlowSource() {
            @Override
            public CompletionStage<Optional<Flow>> load(String name, int version) {
              return load(name, version, Map.of());
            }

            @Override
            public CompletionStage<Optional<Flow>> load(
                String name, int version, Map<String, Integer> subflowVersions) {
              return flowIsThere
                  ? CompletableFuture.completedStage(
                      name.equals("onboard") && version == 3 ? Optional.of(flow) : Optional.empty())
                  : CompletableFuture.failedStage(new IllegalStateException("away"));
            }
          };
      var surroundings =
          new Interview.Surroundings(
              source,
              actions,
              (itemId, who, outputs) -> {
                completions.add(outputs);
                return completion.apply(outputs);
              },
              CLOCK,
              idleAfter,
              patience,
              SECRETS);
      interview =
          KIT.spawn(
              Interview.create(
                  new Interviews.Id(item, "ada"),
                  PersistenceId.of("Interview", item),
                  surroundings,
                  shard.getRef()));
      return this;
    }

    Desk restarted() {
      KIT.stop(interview);
      return start();
    }

    InterviewReply ask(Function<ActorRef<InterviewReply>, Interview.Command> wish) {
      interview.tell(wish.apply(person.getRef()));
      return person.receiveMessage();
    }

    InterviewReply open() {
      return ask(ref -> new Interview.Open("onboard", 3, values("employee: Grace"), ref));
    }

    InterviewReply next(String screen, String values) {
      return ask(ref -> new Interview.Next(screen, values(values), ref));
    }

    InterviewReply view() {
      return ask(Interview.View::new);
    }

    List<Object> stored() {
      return STORED.persistedInStorage(PersistenceId.of("Interview", item).id());
    }
  }

  static ScreenView view(InterviewReply reply) {
    assertThat(reply).isInstanceOf(InterviewReply.Screen.class);
    return ((InterviewReply.Screen) reply).view();
  }

  static JsonNode value(InterviewReply reply, String field) {
    return view(reply).fields().stream()
        .filter(each -> each.name().equals(field))
        .findFirst()
        .orElseThrow()
        .value();
  }

  @Test
  void anInterviewGoesFromScreenToScreenToItsEnd() {
    var desk = new Desk().start();
    assertThat(value(desk.open(), "note").asText()).isEqualTo("about Grace");
    var second = view(desk.next("who", "note: hello"));
    assertThat(second.screen()).isEqualTo("sure");
    assertThat(second.number()).isEqualTo(2);
    assertThat(second.canGoBack()).isTrue();
    assertThat(second.last()).isTrue();
    assertThat(desk.next("sure", "sure: true"))
        .isEqualTo(new InterviewReply.Finished(values("{note: hello, total: 1}")));
    assertThat(desk.completions).containsExactly(values("{note: hello, total: 1}"));
    assertThat(desk.calls)
        .extracting(ActionCall::idempotencyKey)
        .containsExactly(desk.item + "/ada/1/1");
    assertThat(desk.stored())
        .extracting(event -> event.getClass().getSimpleName())
        .containsExactly(
            "Started", "ScreenAnswered", "ActionCompleted", "ScreenAnswered", "Finished");
  }

  @Test
  void aRestartAtEveryStepChangesNothing() {
    var desk = new Desk().start();
    desk.open();
    var first = desk.view();
    assertThat(desk.restarted().view()).isEqualTo(first);
    var second = desk.next("who", "note: hello");
    assertThat(desk.restarted().view()).isEqualTo(second);
    var end = desk.next("sure", "sure: true");
    assertThat(desk.restarted().view()).isEqualTo(end);
    assertThat(desk.calls).hasSize(1);
    assertThat(desk.completions).hasSize(1);
  }

  @Test
  void openingAgainAnswersWhereThePersonIs() {
    var desk = new Desk().start();
    desk.open();
    desk.next("who", "note: hello");
    assertThat(view(desk.open()).screen()).isEqualTo("sure");
    assertThat(desk.stored()).hasSize(3);
  }

  @Test
  void valuesThatBreakARuleAreNotKept() {
    var desk = new Desk().start();
    desk.open();
    assertThat(desk.next("who", "note: ''"))
        .isInstanceOfSatisfying(
            InterviewReply.Invalid.class,
            invalid ->
                assertThat(invalid.problems())
                    .isEqualTo(Map.of("note", "Please fill in this field.")));
    assertThat(desk.stored()).hasSize(1);
  }

  @Test
  void anAnswerForAnotherScreenIsRefused() {
    var desk = new Desk().start();
    desk.open();
    desk.next("who", "note: hello");
    assertThat(desk.next("who", "note: again"))
        .isEqualTo(
            new InterviewReply.Refused(
                Reason.OTHER_SCREEN, "The screen is now `sure`, not `who`."));
    assertThat(desk.next("sure.1", "sure: true"))
        .isEqualTo(
            new InterviewReply.Refused(
                Reason.OTHER_SCREEN, "The screen is now `sure`, not `sure.1`."));
    assertThat(desk.next("sure.2", "sure: true")).isInstanceOf(InterviewReply.Finished.class);
  }

  @Test
  void goingBackKeepsWhatWasTypedOnBothScreens() {
    var desk = new Desk().start();
    desk.open();
    desk.next("who", "note: hello");
    var back = desk.ask(ref -> new Interview.Back("sure", values("sure: true"), ref));
    assertThat(value(back, "note").asText()).isEqualTo("hello");
    assertThat(desk.restarted().view()).isEqualTo(back);
    var again = desk.next("who", "note: changed");
    assertThat(value(again, "sure").asBoolean()).isTrue();
    assertThat(desk.next("sure", "{}"))
        .isEqualTo(new InterviewReply.Finished(values("{note: changed, total: 2}")));
    assertThat(desk.ask(ref -> new Interview.Back("sure", Map.of(), ref)))
        .isInstanceOf(InterviewReply.Finished.class);
  }

  @Test
  void thereIsNoWayBackFromTheFirstScreen() {
    var desk = new Desk().start();
    desk.open();
    assertThat(desk.ask(ref -> new Interview.Back("who", Map.of(), ref)))
        .isEqualTo(
            new InterviewReply.Refused(Reason.NO_WAY_BACK, "There is no screen to go back to."));
  }

  @Test
  void aDraftIsKeptUncheckedAndOnlyTheLatest() {
    var desk = new Desk().start();
    desk.open();
    desk.ask(ref -> new Interview.Save("who", values("note: a"), ref));
    desk.ask(ref -> new Interview.Save("who", values("note: ''"), ref));
    desk.ask(ref -> new Interview.Save("who", values("note: ''"), ref));
    assertThat(value(desk.restarted().view(), "note").isNull()).isTrue();
    assertThat(desk.stored()).hasSize(3);
  }

  @Test
  void aPreviewKeepsNothing() {
    var desk = new Desk().start();
    desk.open();
    var preview = desk.ask(ref -> new Interview.Preview("who", values("note: ''"), ref));
    assertThat(view(preview).fields().get(0).error()).isEqualTo("Please fill in this field.");
    assertThat(value(desk.view(), "note").asText()).isEqualTo("about Grace");
    assertThat(desk.stored()).hasSize(1);
  }

  @Test
  void anActionThatWasNotRecordedIsPerformedAgainWithTheSameKey() {
    var desk = new Desk();
    desk.action = call -> new CompletableFuture<>();
    desk.start();
    desk.open();
    desk.interview.tell(new Interview.Next("who", values("note: hello"), desk.person.getRef()));
    desk.person.expectNoMessage(Duration.ofMillis(100));
    desk.action = call -> FlowRunnerTest.total(42);
    desk.restarted();
    assertThat(view(desk.view()).screen()).isEqualTo("sure");
    assertThat(desk.calls)
        .extracting(ActionCall::idempotencyKey)
        .containsExactly(desk.item + "/ada/1/1", desk.item + "/ada/1/1");
  }

  @Test
  void aFaultOfAnActionIsShownByItsFaultPath() {
    var desk = new Desk();
    desk.action = call -> CompletableFuture.failedStage(ActionFailed.forGood("out of paper"));
    desk.start();
    desk.open();
    var sorry = view(desk.next("who", "note: hello"));
    assertThat(sorry.screen()).isEqualTo("sorry");
    assertThat(sorry.fields().get(0).label()).isEqualTo("out of paper");
    desk.action = call -> FlowRunnerTest.total(1);
    assertThat(view(desk.next("sorry", "{}")).screen()).isEqualTo("sure");
  }

  @Test
  void aFlowThatFailedCanBeRestarted() {
    var desk = new Desk().start();
    var failed = desk.ask(ref -> new Interview.Open("onboard", 3, Map.of(), ref));
    assertThat(failed)
        .isEqualTo(
            new InterviewReply.Failed(
                "Flow onboard needs a value for its input employee.", "start"));
    assertThat(desk.ask(Interview.Restart::new)).isEqualTo(failed);
    assertThat(desk.restarted().view()).isEqualTo(failed);
  }

  @Test
  void aRestartDropsWhatWasTypedAndTakesNewKeys() {
    var desk = new Desk().start();
    desk.open();
    desk.next("who", "note: hello");
    assertThat(value(desk.ask(Interview.Restart::new), "note").asText()).isEqualTo("about Grace");
    desk.next("who", "note: hello");
    assertThat(desk.calls.get(1).idempotencyKey()).isEqualTo(desk.item + "/ada/2/1");
  }

  @Test
  void completionIsTriedAgainUntilItIsAnswered() {
    var desk = new Desk();
    desk.completion = outputs -> CompletableFuture.failedStage(new IllegalStateException("away"));
    desk.start();
    desk.open();
    desk.next("who", "note: hello");
    desk.interview.tell(new Interview.Next("sure", values("sure: true"), desk.person.getRef()));
    desk.person.expectNoMessage(Duration.ofMillis(100));
    desk.completion = outputs -> CompletableFuture.completedStage(new Completion.Completed());
    assertThat(desk.person.receiveMessage(Duration.ofSeconds(5)))
        .isInstanceOf(InterviewReply.Finished.class);
    assertThat(desk.completions).hasSize(2);
  }

  @Test
  void whoIsOvertakenSeesByWhomAndKeepsWhatWasTyped() {
    var desk = new Desk();
    var at = Instant.parse("2026-03-01T09:00:00Z");
    desk.completion =
        outputs ->
            CompletableFuture.completedStage(
                new Completion.RefusedBecause("already done by grace", "grace", at));
    desk.start();
    desk.open();
    desk.next("who", "note: hello");
    var overtaken = desk.next("sure", "sure: true");
    assertThat(overtaken)
        .isEqualTo(
            new InterviewReply.Overtaken(
                "already done by grace", "grace", at, values("{note: hello, sure: true}")));
    assertThat(desk.restarted().view()).isEqualTo(overtaken);
    assertThat(view(desk.ask(Interview.Restart::new)).screen()).isEqualTo("who");
    desk.completion = outputs -> CompletableFuture.completedStage(new Completion.Completed());
    desk.next("who", "note: again");
    assertThat(desk.next("sure", "sure: true")).isInstanceOf(InterviewReply.Finished.class);
  }

  @Test
  void beforeItIsOpenedThereIsNothingToSee() {
    assertThat(new Desk().start().view())
        .isEqualTo(
            new InterviewReply.Refused(Reason.NOT_OPEN, "The interview has not been opened yet."));
  }

  @Test
  void aFlowThatIsNotThereIsRefused() {
    var desk = new Desk().start();
    assertThat(desk.ask(ref -> new Interview.Open("onboard", 4, Map.of(), ref)))
        .isEqualTo(
            new InterviewReply.Refused(
                Reason.NO_FLOW, "There is no screen flow onboard with a version 4."));
    assertThat(desk.stored()).isEmpty();
  }

  @Test
  void aStoreThatIsAwayIsNoEnd() {
    var desk = new Desk();
    desk.flowIsThere = false;
    desk.start();
    assertThat(((InterviewReply.Refused) desk.open()).reason()).isEqualTo(Reason.TRY_AGAIN);
    desk.flowIsThere = true;
    desk.open();
    desk.flowIsThere = false;
    desk.restarted();
    assertThat(((InterviewReply.Refused) desk.view()).reason()).isEqualTo(Reason.TRY_AGAIN);
    desk.flowIsThere = true;
    org.awaitility.Awaitility.await()
        .untilAsserted(() -> assertThat(view(desk.view()).screen()).isEqualTo("who"));
  }

  @Test
  void anIdleInterviewGoesToSleep() {
    var desk = new Desk();
    desk.idleAfter = Duration.ofMillis(50);
    desk.start();
    desk.open();
    desk.shard.expectMessageClass(ClusterSharding.Passivate.class);
    desk.interview.tell(new Interview.Stop());
    desk.person.expectTerminated(desk.interview, Duration.ofSeconds(3));
    assertThat(view(desk.start().view()).screen()).isEqualTo("who");
  }

  @Test
  void messagesAndRepliesCrossNodes() {
    var probe = KIT.<InterviewReply>createTestProbe();
    var kit = KIT.serializationTestKit();
    for (var message :
        List.<Object>of(
            new Interview.Open("f", 1, values("{a: 1, b: [x], c: null}"), probe.getRef()),
            new Interview.View(probe.getRef()),
            new Interview.Next("s", values("a: 1.5"), probe.getRef()),
            new Interview.Back("s", Map.of(), probe.getRef()),
            new Interview.Save("s", Map.of(), probe.getRef()),
            new Interview.Preview("s", Map.of(), probe.getRef()),
            new Interview.Restart(probe.getRef()),
            new Interview.Draft(probe.getRef()),
            new Interview.Keep("f", 1, "s", values("a: 1.5"), probe.getRef()),
            new InterviewReply.Draft(values("a: 1"), CLOCK.instant(), true),
            new InterviewReply.Draft(Map.of(), null, false),
            new Interview.Stop(),
            new Desk().start().open(),
            new InterviewReply.Finished(values("a: 1")),
            new InterviewReply.Failed("fault", "element"),
            new InterviewReply.Overtaken("why", "grace", CLOCK.instant(), values("a: x")),
            new InterviewReply.Refused(Reason.NOT_NOW, "later"))) {
      kit.verifySerialization(message, true);
    }
  }

  @Test
  void idsSurviveAnyCharacters() {
    for (var id :
        List.of(
            new Interviews.Id("r1.collect.1", "ada"),
            new Interviews.Id("a|b~c/d", "ada+x@example.org"),
            new Interviews.Id("ö ü", "~"))) {
      assertThat(Interviews.Id.read(id.written())).isEqualTo(id);
      assertThat(id.written()).doesNotContain("|");
    }
  }

  static final String HIRING =
      """
      flow: onboard
      kind: screen
      variables:
        employee: { type: text, input: true }
        order: { type: record }
        total: { type: number, output: true }
      elements:
        - { get_records: read, record_type: Order, id: O-1, into: order }
        - screen: who
          fields:
            - { text: login, required: true }
            - { password: pin, required: true, validate: { when: "size(pin) > 3", message: Longer. } }
            - { lookup: boss, record_type: Person, shows: name, where: [ { field: grade, operator: GreaterThan, value: 5 } ] }
            - { record_field: amount, record_type: Order, record: order }
        - { action: act, call: count, inputs: { of: "=size(pin)" }, outputs: { total: total } }
        - { update_records: keep, record_type: Order, from: order }
        - { screen: sure, fields: [ { checkbox: yes } ] }
      """;

  private Desk hiring() {
    var desk = new Desk();
    desk.text = HIRING.replace("=size(pin)", "=1");
    desk.records
        .with("Order", "O-1", "{amount: 10}")
        .with("Person", "ann", "{name: Ann Lee, grade: 7}")
        .with("Person", "bo", "{name: Bo Lee, grade: 9}")
        .with("Person", "cy", "{name: Cy Lee, grade: 3}")
        .with(ScreenFieldsTest.ORDER);
    return desk.start();
  }

  @Test
  void aPasswordIsNeverStoredInClearNorShownAgain() {
    var desk = hiring();
    desk.open();
    desk.ask(ref -> new Interview.Save("who", values("{login: ada, pin: hunter22}"), ref));
    assertThat(desk.next("who", "{login: ada, pin: hunter22, amount: 12}"))
        .isInstanceOf(InterviewReply.Screen.class);
    assertThat(desk.stored().toString()).contains("ada").doesNotContain("hunter22");
    desk.restarted();
    assertThat(((InterviewReply.Screen) desk.view()).view().screen()).isEqualTo("sure");
    var back = desk.ask(ref -> new Interview.Back("sure", Map.of(), ref));
    assertThat(back.toString()).contains("ada").doesNotContain("hunter22");
    assertThat(new Interview.Next("who", values("pin: hunter22"), null).toString())
        .doesNotContain("hunter22");
  }

  @Test
  void aPasswordThatWasSealedWithAnotherKeyMustBeGivenAgain() {
    var sealed = Secrets.of(Secrets.newKey()).sealed(values("pin: hunter22"), List.of("pin"));
    assertThat(SECRETS.opened(sealed, List.of("pin")).get("pin").isNull()).isTrue();
    var own = SECRETS.sealed(values("{pin: hunter22, login: ada}"), List.of("pin"));
    assertThat(own.toString()).doesNotContain("hunter22");
    assertThat(SECRETS.opened(own, List.of("pin")))
        .isEqualTo(values("{pin: hunter22, login: ada}"));
  }

  @Test
  void aSearchFindsWhatALookupOffers() {
    var desk = hiring();
    desk.open();
    var found = desk.ask(ref -> new Interview.Search("who", "boss", "lee", null, ref));
    assertThat(((InterviewReply.Found) found).choices())
        .extracting(ScreenField.Choice::label)
        .containsExactly("Ann Lee (ann)", "Bo Lee (bo)");
    var bo = desk.ask(ref -> new Interview.Search("who", "boss", "LEE bo", null, ref));
    assertThat(((InterviewReply.Found) bo).choices()).hasSize(1);
    var chosen = desk.ask(ref -> new Interview.Search("who", "boss", "", "ann", ref));
    assertThat(((InterviewReply.Found) chosen).choices())
        .extracting(ScreenField.Choice::label)
        .containsExactly("Ann Lee (ann)");
    assertThat(desk.ask(ref -> new Interview.Search("who", "login", "x", null, ref)))
        .isEqualTo(
            new InterviewReply.Refused(
                Reason.NO_SEARCH, "The screen has no field `login` to search in."));
    desk.records.down = true;
    assertThat(desk.ask(ref -> new Interview.Search("who", "boss", "lee", null, ref)))
        .isInstanceOf(InterviewReply.Refused.class);
  }

  @Test
  void onlyARecordThatIsOfferedCanBeChosen() {
    var desk = hiring();
    desk.open();
    for (var wrong : List.of("cy", "nobody")) {
      var reply = desk.next("who", "{login: ada, pin: hunter22, boss: %s}".formatted(wrong));
      assertThat(((InterviewReply.Invalid) reply).problems()).containsOnlyKeys("boss");
    }
    assertThat(desk.next("who", "{login: ada, pin: hunter22, boss: bo}"))
        .isInstanceOf(InterviewReply.Screen.class);
  }

  @Test
  void aFieldOfARecordIsReadCheckedAndWritten() {
    var desk = hiring();
    var shown = ((InterviewReply.Screen) desk.open()).view();
    var amount = ScreenTest.field(shown, "amount");
    assertThat(amount.kind()).isEqualTo("currency");
    assertThat(amount.label()).isEqualTo("Amount due");
    assertThat(amount.value().asInt()).isEqualTo(10);
    var refused = desk.next("who", "{login: ada, pin: hunter22, amount: 2000}");
    assertThat(((InterviewReply.Invalid) refused).problems())
        .isEqualTo(Map.of("amount", "Please give at most 1000."));
    desk.next("who", "{login: ada, pin: hunter22, amount: 12.5}");
    assertThat(desk.records.fields("Order", "O-1")).isEqualTo(values("amount: 12.5"));
  }

  @Test
  void whoWaitsLongForAnActionIsToldThatItTakesLong() {
    var desk = new Desk();
    desk.patience = Duration.ofMillis(50);
    var late = new CompletableFuture<Map<String, JsonNode>>();
    desk.action = call -> late;
    desk.start();
    desk.open();
    assertThat(desk.next("who", "{note: n}")).isEqualTo(InterviewAnswers.STILL_WORKING);
    late.complete(values("total: 3"));
    assertThat(desk.view()).isInstanceOf(InterviewReply.Screen.class);
  }

  private static final int SAVES = 2_000;
  private static final int AT_ONCE = 500;

  private static final String TYPING =
      """
      flow: onboard
      kind: screen
      variables:
        employee: { type: text, input: true }
      elements:
        - { screen: who, fields: [ { text: note }, { password: pin } ] }
        - { screen: sure, fields: [ { checkbox: sure } ] }
      """;

  /** Counts what is read of journals. */
  private static final class Reading implements ProcessingPolicy<JournalOperation> {
    private final AtomicInteger events = new AtomicInteger();

    @Override
    public ProcessingResult tryProcess(String id, JournalOperation operation) {
      if (operation instanceof ReadEvents read) {
        events.addAndGet(read.batch().size());
      }
      return ProcessingSuccess.getInstance();
    }
  }

  @Test
  void thousandsOfDraftsAreNotReplayedOnAWake() {
    var desk = new Desk();
    desk.text = TYPING;
    desk.start().open();
    desk.next("who", "{note: first, pin: hunter22}");
    desk.ask(ref -> new Interview.Back("sure", Map.of(), ref));
    for (var save = 0; save < SAVES; save++) {
      var typed = values("note: n%d".formatted(save));
      desk.interview.tell(new Interview.Save("who", typed, desk.person.getRef()));
      if (save % AT_ONCE == AT_ONCE - 1) {
        desk.person.receiveSeveralMessages(AT_ONCE, Duration.ofMinutes(1));
      }
    }
    assertThat(desk.stored()).hasSize(SAVES + 3);

    var reading = new Reading();
    STORED.withPolicy(reading);
    try {
      var view = desk.restarted().view();
      assertThat(value(view, "note").asText()).isEqualTo("n" + (SAVES - 1));
    } finally {
      STORED.resetPolicy();
    }
    assertThat(reading.events).hasValueLessThan(Interview.SNAPSHOT_EVENTS);

    var snapshots =
        SnapshotTestKit.create(KIT.system())
            .persistedInStorage(PersistenceId.of("Interview", desk.item).id());
    assertThat(snapshots).isNotEmpty().hasSizeLessThanOrEqualTo(Interview.SNAPSHOTS + 1);
    assertThat(snapshots.toString()).contains("$sealed").doesNotContain("hunter22");
  }

  @Test
  void aSnapshotIsReadAsItWasWritten() throws Exception {
    var serialization = SerializationExtension.get(Adapter.toClassic(KIT.system()));
    var at = Instant.parse("2026-03-01T09:30:00Z");
    InterviewState state = new InterviewState.NotStarted();
    for (InterviewEvent event :
        new InterviewEvent[] {
          new InterviewEvent.DraftKept("who", values("note: early"), at),
          new InterviewEvent.Started("i", "ada", "f", 1, Map.of(), values("a: 1"), null, at),
          new InterviewEvent.ScreenAnswered("who", values("note: x"), at),
          new InterviewEvent.ActionCompleted(1, values("total: 1.50"), at),
          new InterviewEvent.ScreenDrafted("sure", values("sure: true"), at),
          new InterviewEvent.WentBack("sure", values("sure: true"), at),
          new InterviewEvent.ActionFailed(2, "out of paper", at),
          new InterviewEvent.Overtaken("done", "bob", at, at),
          new InterviewEvent.Restarted(at),
          new InterviewEvent.Finished(values("total: 2"), at)
        }) {
      var serializer = serialization.serializerFor(state.getClass());
      var manifest = ((SerializerWithStringManifest) serializer).manifest(state);
      var read =
          serialization
              .deserialize(serializer.toBinary(state), serializer.identifier(), manifest)
              .get();
      assertThat(read).isEqualTo(state);
      state = state.apply(event);
    }
    assertThat(state).isInstanceOf(InterviewState.Finished.class);
  }
}
