package baton.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import baton.definition.Orchestration;
import baton.definition.StartDefinition.OnRecord;
import baton.definition.StartDefinition.Trigger;
import baton.expression.Place;
import baton.expression.Scope;
import baton.expression.Type;
import baton.expression.Value;
import baton.flow.FlowContext;
import baton.flow.FlowResult;
import baton.record.RecordChange;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When an evaluation flow lets the change of a record start a run. */
class EntryFlowsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  private final List<String> keys = new ArrayList<>();
  private FlowResult result;

  /** The flow says yes where its input is more than 10. */
  private CompletionStage<Optional<FlowResult>> run(
      String flow, Map<String, JsonNode> inputs, FlowContext context) {
    keys.add(context.keyPrefix());
    assertThat(context.mayCallOut()).isFalse();
    var met = BooleanNode.valueOf(inputs.get("amount").asInt() > 10);
    return CompletableFuture.completedStage(
        flow.equals("gone")
            ? Optional.empty()
            : Optional.of(
                result == null
                    ? new FlowResult.Finished(Map.of("isOrchestrationConditionMet", met))
                    : result));
  }

  private CompletionStage<Boolean> holds(String flow, boolean onlyChanged, Integer prior, int now) {
    var amount =
        Value.read(
            TextNode.valueOf("=$Record.Amount"),
            new Scope(Map.of("$Record", Type.RECORD)),
            Type.ANY,
            new Place("test", "", 1, 1),
            problem -> {
              throw new AssertionError(problem);
            });
    var start =
        new OnRecord(
            "Quote",
            Set.of(Trigger.CREATED, Trigger.UPDATED),
            null,
            new OnRecord.Evaluation(flow, Map.of("amount", amount)),
            onlyChanged);
    var orchestration =
        new Orchestration("o", 1, "O", null, start, List.of(), Map.of(), Map.of(), "a", List.of());
    var change =
        new RecordChange(
            "Quote",
            "7",
            3,
            prior == null ? RecordChange.Kind.CREATED : RecordChange.Kind.UPDATED,
            Map.of("Amount", IntNode.valueOf(now)),
            prior == null ? null : Map.of("Amount", IntNode.valueOf(prior)),
            "ada",
            NOW);
    return new EntryFlows(this::run, InstantSource.fixed(NOW)).holds(orchestration, start, change);
  }

  private boolean starts(boolean onlyChanged, Integer prior, int now) {
    return holds("rich", onlyChanged, prior, now).toCompletableFuture().join();
  }

  @ParameterizedTest
  @CsvSource({
    "false, , 11, true",
    "false, , 10, false",
    "false, 11, 12, true",
    "false, 11, 10, false",
    "true, , 11, true",
    "true, 10, 11, true",
    "true, 11, 12, false",
    "true, 11, 10, false"
  })
  void theFlowDecidesAndIsAskedAboutTheValuesBeforeWhereOnlyAChangeCounts(
      boolean onlyChanged, Integer prior, int now, boolean starts) {
    assertThat(starts(onlyChanged, prior, now)).isEqualTo(starts);
  }

  @Test
  void theKeysOfItsActionsAreMadeOfTheVersionOfTheRecord() {
    starts(true, 10, 11);
    assertThat(keys).containsExactly("record:Quote/7/3/o/now", "record:Quote/7/3/o/before");
  }

  @Test
  void aFlowThatFailsForGoodOrIsNotThereStartsNothing() {
    assertThat(holds("gone", false, null, 11).toCompletableFuture().join()).isFalse();
    result = new FlowResult.Failed("no such field", "look", false);
    assertThat(starts(false, null, 11)).isFalse();
  }

  @Test
  void aFlowThatStumblesHasTheChangeToldAgain() {
    result = new FlowResult.Failed("busy", "look", true);
    assertThatThrownBy(() -> starts(false, null, 11)).hasMessageContaining("gave no answer");
  }
}
