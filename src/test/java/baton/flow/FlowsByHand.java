package baton.flow;

import static org.assertj.core.api.Assertions.assertThat;

import baton.document.Document;
import baton.document.Problems;
import baton.flow.Actions.Performed;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Flows for the tests of other rooms: read as they would be from a store, and run by the real
 * interpreter over records in memory, with a person for the screens who answers at once.
 */
public final class FlowsByHand {
  private final Map<String, Flow> flows;
  private final RecordsInMemory records = new RecordsInMemory();
  private final Actions actions = Actions.discovered(records);
  private final FlowRunner runner = new FlowRunner(actions);

  private FlowsByHand(Map<String, Flow> flows) {
    this.flows = flows;
  }

  /** Reads the texts by name; there must be nothing to say against them. */
  public static FlowsByHand read(Map<String, String> texts) {
    var read = new LinkedHashMap<String, Flow>();
    texts.forEach((name, text) -> read.put(name, read(name, text)));
    return new FlowsByHand(read);
  }

  private static Flow read(String name, String text) {
    var problems = new Problems();
    var document = Document.read(name + ".yaml", text, problems);
    assertThat(document).isNotNull();
    var flow =
        FlowReader.read(document, new Surroundings(FlowsForTests.ACTIONS, Map.of()), problems);
    assertThat(problems.list()).as("problems of flow " + name).isEmpty();
    assertThat(flow).isNotNull();
    assertThat(flow.name()).isEqualTo(name);
    return flow.with(Map.of()).with(1);
  }

  /** The same flows, with no records yet. */
  public FlowsByHand afresh() {
    return new FlowsByHand(flows);
  }

  public Optional<FlowDescription> describe(String name) {
    var surroundings = new Surroundings(actions, null);
    return Optional.ofNullable(flows.get(name))
        .map(flow -> FlowDescription.of(flow, surroundings.callsOut(flow)));
  }

  public FlowResult run(
      String name, Map<String, JsonNode> inputs, Instant now, String key, boolean mayCallOut) {
    return runner
        .run(flow(name), inputs, context(now, key, mayCallOut))
        .toCompletableFuture()
        .join();
  }

  public FlowResult resume(String name, FlowResult.Waiting waiting, Instant now, String key) {
    return runner.resume(flow(name), waiting, context(now, key, true)).toCompletableFuture().join();
  }

  private static FlowContext context(Instant now, String key, boolean mayCallOut) {
    return new FlowContext(InstantSource.fixed(now), "r1", key, "system", mayCallOut);
  }

  /**
   * A person runs a screen flow to its end.
   *
   * @param answers what they type into each screen that they see
   * @return its outputs
   */
  public Map<String, JsonNode> interview(
      String name,
      Map<String, JsonNode> inputs,
      Moment moment,
      String key,
      Function<ScreenView, Map<String, JsonNode>> answers) {
    var interpreter = new Interpreter(flow(name));
    var outcome = interpreter.start(inputs, moment);
    while (!(outcome instanceof Outcome.Finished end)) {
      outcome =
          switch (outcome) {
            case Outcome.ShowScreen shown -> {
              var view = interpreter.view(shown.progress(), moment);
              yield accepted(interpreter.answer(shown.progress(), answers.apply(view), moment));
            }
            case Outcome.PerformAction wanted -> performed(interpreter, wanted, moment, key);
            case Outcome.Wait wait -> throw new AssertionError(wait);
            case Outcome.Failed failed -> throw new AssertionError(name + ": " + failed);
            case Outcome.Finished finished -> throw new AssertionError(finished);
          };
    }
    return end.outputs();
  }

  private static Outcome accepted(Answer answer) {
    return switch (answer) {
      case Answer.Accepted accepted -> accepted.outcome();
      case Answer.Rejected rejected -> throw new AssertionError(rejected.problems());
    };
  }

  private Outcome performed(
      Interpreter interpreter, Outcome.PerformAction wanted, Moment moment, String key) {
    var action = actions.performer(wanted.action());
    assertThat(action).as(wanted.action()).isNotNull();
    var call = new ActionCall(wanted.inputs(), key + "/" + wanted.call(), wanted.element());
    return switch (actions.perform(action, call).toCompletableFuture().join()) {
      case Performed.Done done ->
          interpreter.actionCompleted(wanted.progress(), done.outputs(), moment);
      case Performed.NotDone not ->
          interpreter.actionFailed(wanted.progress(), not.fault(), moment);
    };
  }

  public void put(String type, String id, long version, Map<String, JsonNode> fields) {
    records.stored.put(type + "/" + id, new Records.Stored(type, id, version, fields));
  }

  public Records.@Nullable Stored stored(String type, String id) {
    return records.stored.get(type + "/" + id);
  }

  public List<Records.Stored> all(String type) {
    return records.stored.values().stream().filter(each -> each.type().equals(type)).toList();
  }

  private Flow flow(String name) {
    var flow = flows.get(name);
    assertThat(flow).as("flow " + name).isNotNull();
    return flow;
  }
}
