package baton.flow;

import static baton.flow.FlowsForTests.MOMENT;
import static baton.flow.FlowsForTests.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import baton.app.CassandraForTests;
import baton.document.Definitions.Activation;
import baton.document.Definitions.Deployment;
import baton.document.Document.Format;
import baton.document.Versions;
import baton.document.Versions.Kind;
import baton.expression.Problem;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The door to flows, on a real Cassandra. */
class FlowsIT {
  private final String unique = UUID.randomUUID().toString().replace('-', '_');
  private final String outer = "outer_" + unique;
  private final String inner = "inner_" + unique;
  private final Versions versions =
      Versions.create(CassandraForTests.session(), Kind.FLOW, InstantSource.system());
  private final Actions actions =
      Actions.discovered(FlowRunnerTest.Counting.answering(true, call -> FlowRunnerTest.total(1)));
  private final Flows flows = new Flows(versions, actions);

  @AfterEach
  void close() {
    versions.close();
  }

  private static <T> T get(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  private String outerText() {
    return """
    flow: %s
    kind: autolaunched
    label: Outer
    variables: { n: { type: number, input: true, output: true } }
    elements: [ { subflow: s, flow: %s, inputs: { n: "=n" }, outputs: { n: n } } ]
    """
        .formatted(outer, inner);
  }

  private String innerText(int by) {
    return """
    flow: %s
    kind: autolaunched
    variables: { n: { type: number, input: true, required: true, output: true } }
    elements: [ { assignment: a, set: [ { variable: n, add: %d } ] } ]
    """
        .formatted(inner, by);
  }

  private Deployment deploy(String name, String text) throws Exception {
    return get(flows.deploy(name, name + ".yaml", text, Format.YAML, "ada"));
  }

  private void activated(String name, String text) throws Exception {
    var deployed = (Deployment.Deployed) deploy(name, text);
    assertThat(get(flows.activate(name, deployed.version(), "ada")))
        .isEqualTo(new Activation.Activated(List.of()));
  }

  private static int run(Flow flow) {
    var end = new Interpreter(flow).start(values("n: 1"), MOMENT);
    return ((Outcome.Finished) end).outputs().get("n").asInt();
  }

  @Test
  void aFlowIsBoundToWhatItCallsAsThatIsActiveWhenItIsLoaded() throws Exception {
    activated(inner, innerText(10));
    activated(outer, outerText());
    var first = get(flows.loadActive(outer)).orElseThrow();
    assertThat(run(first)).isEqualTo(11);
    assertThat(first.subflowVersions()).isEqualTo(Map.of(inner, 1));
    activated(inner, innerText(20));
    assertThat(run(first)).isEqualTo(11);
    assertThat(run(get(flows.load(outer, 1)).orElseThrow())).isEqualTo(21);
    assertThat(run(get(flows.load(outer, 1, Map.of(inner, 1))).orElseThrow())).isEqualTo(11);
  }

  @Test
  void aFlowCanOnlyBeActivatedWhenWhatItCallsIsActive() throws Exception {
    var draft = (Deployment.Deployed) deploy(outer, outerText());
    assertThat(draft.problems())
        .extracting(Problem::message)
        .containsExactly("There is no active flow `" + inner + "`");
    assertThat(draft.problems().get(0).place().line()).isEqualTo(5);
    assertThat(get(flows.activate(outer, 1, "ada"))).isInstanceOf(Activation.Refused.class);
    assertThat(get(flows.loadActive(outer))).isEmpty();
    activated(inner, innerText(1));
    activated(outer, outerText());
  }

  @Test
  void flowsThatCallEachOtherAreRefused() throws Exception {
    activated(inner, innerText(1));
    activated(outer, outerText());
    var back =
        innerText(1)
            .replace(
                "assignment: a, set: [ { variable: n, add: 1 } ]", "subflow: s, flow: " + outer);
    var deployed = (Deployment.Deployed) deploy(inner, back);
    assertThat(get(flows.activate(inner, deployed.version(), "ada")))
        .isInstanceOfSatisfying(
            Activation.Refused.class,
            refused ->
                assertThat(refused.problems())
                    .extracting(Problem::message)
                    .containsExactly(
                        "`%s` calls `%s`, which would never end".formatted(outer, inner)));
  }

  @Test
  void aMistakenDraftIsKeptAndToldButCannotBeUsed() throws Exception {
    var deployed = (Deployment.Deployed) deploy(inner, innerText(1) + "surplus: 1\n");
    assertThat(deployed.problems())
        .extracting(Problem::message)
        .containsExactly("A flow has no field `surplus`");
    assertThat(get(flows.activate(inner, 1, "ada"))).isInstanceOf(Activation.Refused.class);
    assertThatThrownBy(() -> get(flows.load(inner, 1))).hasMessageContaining("cannot be used");
  }

  @Test
  void whatCannotBeReadOrHasAnotherNameIsRefusedAndNothingKept() throws Exception {
    for (var text : List.of("a: b: c", "- 1", "label: x", "flow: 5", "flow: other", "")) {
      assertThat(deploy(inner, text)).as(text).isInstanceOf(Deployment.Refused.class);
    }
    assertThat(get(flows.versions(inner))).isEmpty();
    assertThat(get(flows.activate(inner, 1, "ada"))).isEqualTo(new Activation.Unknown());
  }

  @Test
  void theTextOfTheLatestVersionMakesNoNewOne() throws Exception {
    assertThat(deploy(inner, innerText(1))).isEqualTo(new Deployment.Deployed(1, true, List.of()));
    assertThat(deploy(inner, innerText(1))).isEqualTo(new Deployment.Deployed(1, false, List.of()));
    assertThat(get(flows.text(inner, 1)).orElseThrow().text()).isEqualTo(innerText(1));
  }

  @Test
  void askingForWhatIsNotInMemoryBringsItThereWithAllItCalls() throws Exception {
    activated(inner, innerText(1));
    activated(outer, outerText());
    var other = new Flows(versions, actions);
    await().until(() -> other.loaded(outer) != null);
    assertThat(run(other.loaded(outer))).isEqualTo(2);
    assertThat(other.loaded("nobody_" + unique)).isNull();
  }

  @Test
  void aDescriptionTellsWhatCallersMustKnow() throws Exception {
    activated(
        inner,
        innerText(1)
            .replace(
                "assignment: a, set: [ { variable: n, add: 1 } ]",
                "action: a, call: count, inputs: { of: 1 }"));
    activated(outer, outerText());
    var found = get(flows.describe(outer)).orElseThrow();
    assertThat(found.kind()).isEqualTo(Flow.Kind.AUTOLAUNCHED);
    assertThat(found.callsOut()).as("through the flow it calls").isTrue();
    assertThat(found.inputs()).containsOnlyKeys("n");
    assertThat(found.inputs().get("n").required()).isFalse();
    assertThat(get(flows.describe(inner)).orElseThrow().inputs().get("n").required()).isTrue();
    assertThat(get(flows.describe("nobody_" + unique))).isEmpty();
  }
}
