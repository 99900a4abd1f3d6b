package baton.published;

import baton.flow.FlowResult;
import baton.flow.FlowsByHand;
import baton.flow.Moment;
import baton.flow.ScreenView;
import baton.flow.ScreenView.FieldView;
import baton.run.Run;
import baton.run.RunByHand;
import baton.run.RunRecord;
import baton.run.RunStatus;
import baton.run.RunView;
import baton.run.RunWork;
import baton.run.StepOutcome;
import baton.run.WorkItemStatus;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One run of a published orchestration on one of its ways: what the run wants is done at once, and
 * whenever it waits, the way says which person does what.
 */
final class Walk {
  /** Something that may happen while the run waits. */
  record Move(String words, Runnable made) {}

  final RunByHand run;
  final FlowsByHand flows;
  final Paths way;

  /** All that people have typed, the newest of each field. */
  final Map<String, JsonNode> typed = new LinkedHashMap<>();

  /** Every outcome of a decision that was taken; without a name it is the default. */
  final TreeSet<String> outcomes = new TreeSet<>();

  /** What is typed into fields of numbers, by name. */
  final Map<String, List<JsonNode>> numbers = new HashMap<>();

  /** Fields whose answers lead nowhere else: each is answered in one way only. */
  final Set<String> indifferent = new HashSet<>();

  private final Map<String, FlowResult.Waiting> waiting = new LinkedHashMap<>();
  private @Nullable RunRecord record;
  private int interviews;

  Walk(Published published, Paths way) {
    this.run = new RunByHand(published.orchestration());
    this.flows = published.flows().afresh();
    this.way = way;
  }

  /** A record is created, which starts the run. */
  void startByRecord(String type, String id, Map<String, JsonNode> fields) {
    flows.put(type, id, 1, fields);
    record = new RunRecord(type, id, 1, fields, null);
    run.start(Map.of(), record);
  }

  /**
   * Goes on to the end of the run.
   *
   * @param others what may happen besides what people do with their work items
   */
  RunView goOn(Supplier<List<Move>> others) {
    while (run.view().status() == RunStatus.InProgress) {
      var work = run.wanted().stream().filter(each -> !waiting.containsKey(each.key())).findFirst();
      if (work.isPresent()) {
        perform(work.get());
      } else {
        var moves = new ArrayList<>(items());
        moves.addAll(others.get());
        if (moves.isEmpty()) {
          throw new AssertionError("the run waits for ever on " + way + ": " + run.why().words());
        }
        way.choose("what happens", moves).made().run();
      }
      tellOfRecord();
      run.view().decisions().forEach((name, taken) -> outcomes.add(name + "=" + taken));
    }
    return run.view();
  }

  private void perform(RunWork work) {
    switch (work) {
      case RunWork.RunFlow flow -> {
        var asynchronous = !flow.mode().name().equals("SYNCHRONOUS");
        ended(flow, flows.run(flow.flow(), flow.inputs(), run.now(), key(flow), asynchronous));
      }
      case RunWork.RouteItem item ->
          run.report(
              new Run.ItemRouted(
                  item.step().step(), item.step().visit(), item.item().revision(), null));
      case RunWork.Evaluate wanted -> {
        var asked = wanted.evaluation();
        var result = flows.run(asked.flow(), asked.inputs(), run.now(), wanted.key(), false);
        var met = ((FlowResult.Finished) result).conditionMet();
        run.report(
            new Run.EvaluationReported(
                wanted.pass(), asked.site(), wanted.attempt(), met, null, false));
      }
      case RunWork.LetOthersIn ignored -> run.report(new Run.OthersServed());
      default -> throw new AssertionError("nothing else is wanted by these: " + work);
    }
  }

  private static String key(RunWork.RunFlow flow) {
    return flow.step() + "." + flow.visit() + "." + flow.attempt();
  }

  private void ended(RunWork.RunFlow flow, FlowResult result) {
    waiting.remove(flow.key());
    switch (result) {
      case FlowResult.Waiting more -> waiting.put(flow.key(), more);
      case FlowResult.Failed failed -> throw new AssertionError(flow + ": " + failed);
      case FlowResult.Finished finished ->
          run.report(
              new Run.StepReported(
                  flow.step(),
                  flow.visit(),
                  flow.attempt(),
                  new StepOutcome.Finished(finished.outputs(), finished.comments())));
    }
  }

  /** The time comes that waiting flows wait for. */
  List<Move> timePasses() {
    return run.wanted().stream()
        .filter(RunWork.RunFlow.class::isInstance)
        .map(RunWork.RunFlow.class::cast)
        .filter(flow -> waiting.containsKey(flow.key()))
        .map(flow -> new Move("time passes", () -> wake(flow)))
        .toList();
  }

  private void wake(RunWork.RunFlow flow) {
    var wait = waiting.get(flow.key());
    run.passes(Duration.between(run.now(), wait.until()));
    ended(flow, flows.resume(flow.flow(), wait, run.now(), key(flow)));
  }

  private List<Move> items() {
    var stage = run.view().stages().getLast();
    return stage.steps().stream()
        .filter(
            step -> step.workItem() != null && step.workItem().status() == WorkItemStatus.Assigned)
        .map(step -> new Move("do " + step.name(), () -> interview(step, stage.visit())))
        .toList();
  }

  private void interview(RunView.StepView step, int visit) {
    var moment = new Moment(run.now(), "ada");
    var key = step.name() + "/" + ++interviews;
    var outputs = flows.interview(step.flow(), step.inputs(), moment, key, this::answers);
    run.complete(step, visit, outputs);
  }

  private Map<String, JsonNode> answers(ScreenView screen) {
    var answers = new LinkedHashMap<String, JsonNode>();
    for (var field : screen.fields()) {
      var possible = field.visible() ? answers(field) : List.<JsonNode>of();
      if (!possible.isEmpty()) {
        var same = indifferent.contains(field.name());
        answers.put(field.name(), same ? possible.getLast() : way.choose(field.name(), possible));
      }
    }
    typed.putAll(answers);
    return answers;
  }

  private List<JsonNode> answers(FieldView field) {
    return switch (field.kind()) {
      case "display" -> List.of();
      case "checkbox" -> List.of(BooleanNode.TRUE, BooleanNode.FALSE);
      case "radio", "dropdown" -> field.choices().stream().map(each -> each.value()).toList();
      case "multi_select" -> subsets(field.choices().stream().map(each -> each.value()).toList());
      case "number" -> numbers.getOrDefault(field.name(), List.of(IntNode.valueOf(1_000)));
      case "date" -> List.of(TextNode.valueOf("2026-05-01"));
      default -> List.of(TextNode.valueOf("words"));
    };
  }

  private static List<JsonNode> subsets(List<JsonNode> of) {
    var all = new ArrayList<JsonNode>();
    for (var set = 0; set < 1 << of.size(); set++) {
      var subset = JsonNodeFactory.instance.arrayNode();
      for (var i = 0; i < of.size(); i++) {
        if ((set & 1 << i) != 0) {
          subset.add(of.get(i));
        }
      }
      all.add(subset);
    }
    return all;
  }

  /** Whoever changed the record that the run is about: the run is told of its newest version. */
  private void tellOfRecord() {
    if (record == null || run.view().status() != RunStatus.InProgress) {
      return;
    }
    var stored = flows.stored(record.type(), record.id());
    if (stored != null && stored.version() > record.version()) {
      record = new RunRecord(stored.type(), stored.id(), stored.version(), stored.fields(), null);
      run.notice(stored.type(), stored.id(), stored.version(), stored.fields());
    }
  }

  /** Somebody changes a field of the record that the run is about. */
  void change(String field, String value) {
    var stored = flows.stored(record.type(), record.id());
    var fields = new LinkedHashMap<>(stored.fields());
    fields.put(field, TextNode.valueOf(value));
    flows.put(stored.type(), stored.id(), stored.version() + 1, fields);
  }

  List<String> stages() {
    return run.view().stages().stream().map(RunView.StageView::name).toList();
  }
}
