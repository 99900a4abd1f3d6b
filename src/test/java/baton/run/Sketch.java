package baton.run;

import baton.definition.Assignee;
import baton.definition.BackgroundStepDefinition;
import baton.definition.CompletionCondition;
import baton.definition.DecisionDefinition;
import baton.definition.ElementDefinition;
import baton.definition.ExternalStepDefinition;
import baton.definition.FailurePolicy;
import baton.definition.FanOut;
import baton.definition.FaultPath;
import baton.definition.InputDefinition;
import baton.definition.InteractiveStepDefinition;
import baton.definition.InteractiveStepDefinition.AssigneeDefinition;
import baton.definition.InteractiveStepDefinition.RelatedRecord;
import baton.definition.Orchestration;
import baton.definition.OutcomeCondition;
import baton.definition.OutputDefinition;
import baton.definition.RetryPolicy;
import baton.definition.StageDefinition;
import baton.definition.StartCondition;
import baton.definition.StartDefinition;
import baton.definition.StepDefinition;
import baton.definition.SubOrchestrationStepDefinition;
import baton.expression.Condition;
import baton.expression.Expression;
import baton.expression.Operator;
import baton.expression.Place;
import baton.expression.Requirement;
import baton.expression.Scope;
import baton.expression.Type;
import baton.expression.Value;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Writes small orchestrations for tests without a text to read them from. */
final class Sketch {
  private final Map<String, Type> names =
      new LinkedHashMap<>(Map.of(Orchestration.RUN_ID, Type.TEXT));
  private final List<InputDefinition> inputs = new ArrayList<>();
  private final Map<String, ElementDefinition> elements = new LinkedHashMap<>();
  private final List<OutputDefinition> outputs = new ArrayList<>();

  private StartDefinition start = new StartDefinition.Autolaunched();
  private int version = 1;

  Sketch version(int number) {
    version = number;
    return this;
  }

  /** Runs begin by a change of a record of this type. */
  Sketch onRecord(String type) {
    names.put("$Record", Type.RECORD);
    names.put("$Record__Prior", Type.RECORD);
    start =
        new StartDefinition.OnRecord(
            type, java.util.Set.of(StartDefinition.Trigger.CREATED), null, null, false);
    return this;
  }

  /** All names that conditions use must be known before the first condition. */
  Sketch names(String... stagesStepsDecisions) {
    for (var name : stagesStepsDecisions) {
      names.put(name + ".Status", Type.TEXT);
      names.put(name + ".Visited", Type.BOOLEAN);
      names.put(name + ".Outputs", Type.ANY);
    }
    return this;
  }

  /** What a run hands back; all names that it reads must be known before. */
  Sketch output(String name, Type type, String formula) {
    outputs.add(new OutputDefinition(name, type, value(formula)));
    return this;
  }

  Sketch faultMessage() {
    names.put("$Flow.FaultMessage", Type.TEXT);
    return this;
  }

  Sketch input(String name, Type type, boolean required) {
    names.put(name, type);
    inputs.add(new InputDefinition(name, type, required, NullNode.getInstance()));
    return this;
  }

  Condition when(String formula) {
    var problems = new ArrayList<>();
    var condition = Condition.ofFormula(formula, new Scope(names), Place.NOWHERE, problems::add);
    return Objects.requireNonNull(condition, () -> formula + ": " + problems);
  }

  /** Requirements joined by {@code all}, {@code any} or custom logic. */
  Condition meets(String logic, Requirement... requirements) {
    var problems = new ArrayList<>();
    var condition =
        Condition.ofRequirements(
            List.of(requirements), logic, Place.NOWHERE, new Scope(names), problems::add);
    return Objects.requireNonNull(condition, () -> logic + ": " + problems);
  }

  Value value(String formula) {
    return value(formula, names);
  }

  private static Value value(String formula, Map<String, Type> names) {
    var problems = new ArrayList<>();
    var expression =
        Expression.compile(formula, new Scope(names), Type.ANY, Place.NOWHERE, problems::add);
    return new Value.Computed(Objects.requireNonNull(expression, () -> formula + ": " + problems));
  }

  StartCondition startWhen(String formula) {
    return new StartCondition.When(when(formula));
  }

  /** Requirements such as {@code a.Status EqualTo Completed}, joined by logic. */
  StartCondition startWhen(String logic, String... requirements) {
    var problems = new ArrayList<>();
    var all =
        Stream.of(requirements)
            .map(text -> text.split(" "))
            .map(words ->
                new Requirement(
                    words[0],
                    Operator.valueOf(words[1]),
                    TextNode.valueOf(words[2]),
                    Place.NOWHERE))
            .toList();
    var condition =
        Condition.ofRequirements(all, logic, Place.NOWHERE, new Scope(names), problems::add);
    return new StartCondition.When(Objects.requireNonNull(condition, problems::toString));
  }

  CompletionCondition completeWhen(String formula) {
    return new CompletionCondition.When(when(formula));
  }

  static StartCondition withStage() {
    return new StartCondition.WithStage();
  }

  static StartCondition after(String step) {
    return new StartCondition.After(step);
  }

  static StartCondition startByFlow(String flow) {
    return new StartCondition.Evaluation(flow, Map.of());
  }

  static CompletionCondition byFlow(String flow) {
    return new CompletionCondition.Evaluation(flow, Map.of());
  }

  static CompletionCondition finished() {
    return new CompletionCondition.Finished();
  }

  static StepDefinition background(String name, StartCondition start) {
    return background(name, start, Map.of());
  }

  static StepDefinition background(
      String name, StartCondition start, Map<String, Value> inputValues) {
    return new BackgroundStepDefinition(
        name, name, start, "flow", inputValues, false, false, FailurePolicy.USUAL);
  }

  static StepDefinition asynchronous(String name, StartCondition start) {
    return new BackgroundStepDefinition(
        name, name, start, "flow", Map.of(), true, false, FailurePolicy.USUAL);
  }

  /** A step that workers do. */
  static StepDefinition external(String name, StartCondition start) {
    return new ExternalStepDefinition(name, name, start, "task", Map.of(), FailurePolicy.USUAL);
  }

  private static final Value ITEM = value(FanOut.ITEM, Map.of(FanOut.ITEM, Type.ANY));

  /** A step that does its work for each item. */
  static StepDefinition fannedOut(String name, StartCondition start, FanOut fanOut) {
    return new BackgroundStepDefinition(
        name, name, start, "flow", Map.of("it", ITEM), true, false, FailurePolicy.USUAL, fanOut);
  }

  /** A step that does its work for each item; the input {@code it} is the item. */
  StepDefinition fannedOut(String name, String collection, int atOnce, boolean goesOn) {
    var inside = new LinkedHashMap<>(names);
    inside.put(FanOut.ITEM, Type.ANY);
    inside.put(FanOut.INDEX, Type.NUMBER);
    var values =
        Map.of(
            "it", value(FanOut.ITEM, inside),
            "at", value(FanOut.INDEX, inside),
            "run", value(Orchestration.RUN_ID, inside));
    return new BackgroundStepDefinition(
        name,
        name,
        withStage(),
        "flow",
        values,
        true,
        false,
        FailurePolicy.USUAL,
        new FanOut(value(collection), atOnce, goesOn));
  }

  /** A step that a run of another orchestration does. */
  static StepDefinition subOrchestration(String name, StartCondition start) {
    return new SubOrchestrationStepDefinition(
        name, name, start, "other", Map.of(), FailurePolicy.USUAL);
  }

  static StepDefinition byEvent(String name, StartCondition start) {
    return new BackgroundStepDefinition(
        name, name, start, "flow", Map.of(), true, true, FailurePolicy.USUAL);
  }

  static StepDefinition interactive(
      String name, StartCondition start, String assignee, CompletionCondition completion) {
    return interactive(name, start, assignee, null, completion);
  }

  static StepDefinition interactive(
      String name,
      StartCondition start,
      String assignee,
      String otherwise,
      CompletionCondition completion) {
    return interactive(name, start, assignee, otherwise, literal("7"), completion);
  }

  static StepDefinition interactive(
      String name, StartCondition start, String assignee, Value recordId) {
    return interactive(name, start, assignee, null, recordId, finished());
  }

  private static StepDefinition interactive(
      String name,
      StartCondition start,
      String assignee,
      String otherwise,
      Value recordId,
      CompletionCondition completion) {
    return new InteractiveStepDefinition(
        name,
        name,
        start,
        "screens",
        Map.of(),
        new RelatedRecord("Case", recordId),
        assignee(assignee),
        otherwise == null ? null : assignee(otherwise),
        completion,
        new FailurePolicy(RetryPolicy.NEVER, null, null));
  }

  /** The same step with another policy for its failures. */
  static StepDefinition failing(FailurePolicy failure, StepDefinition step) {
    return switch (step) {
      case BackgroundStepDefinition s ->
          new BackgroundStepDefinition(
              s.name(),
              s.label(),
              s.start(),
              s.flow(),
              s.inputs(),
              s.asynchronous(),
              s.completedByEvent(),
              failure,
              s.fanOut());
      case ExternalStepDefinition s ->
          new ExternalStepDefinition(
              s.name(),
              s.label(),
              s.start(),
              s.task(),
              s.inputs(),
              failure,
              s.fanOut(),
              s.outputs());
      case SubOrchestrationStepDefinition s ->
          new SubOrchestrationStepDefinition(
              s.name(), s.label(), s.start(), s.orchestration(), s.inputs(), failure);
      case InteractiveStepDefinition s ->
          new InteractiveStepDefinition(
              s.name(),
              s.label(),
              s.start(),
              s.flow(),
              s.inputs(),
              s.record(),
              s.assignee(),
              s.otherwise(),
              s.completion(),
              failure);
    };
  }

  /** The same step with a fault path. */
  static StepDefinition faulting(String path, StepDefinition step) {
    var failure = step.failure();
    return failing(new FailurePolicy(failure.retry(), failure.timeout(), path), step);
  }

  static StartCondition onFault(String... steps) {
    return new StartCondition.OnFault(List.of(steps));
  }

  /** A stage that goes on with an element when it is in error, or past its deadline. */
  Sketch faultingStage(
      String name, String next, FaultPath fault, Duration deadline, StepDefinition... steps) {
    elements.put(
        name,
        new StageDefinition(name, name, List.of(steps), finished(), false, next, fault, deadline));
    return this;
  }

  private static AssigneeDefinition assignee(String text) {
    var assignee = Assignee.parse(text);
    return new AssigneeDefinition(assignee.kind(), literal(assignee.name()));
  }

  private static Value literal(String text) {
    return new Value.Literal(TextNode.valueOf(text));
  }

  Sketch stage(String name, String next, CompletionCondition completion, StepDefinition... steps) {
    elements.put(
        name, new StageDefinition(name, name, List.of(steps), completion, false, next, null, null));
    return this;
  }

  Sketch stage(StageDefinition stage) {
    elements.put(stage.name(), stage);
    return this;
  }

  Sketch patientStage(String name, String next, StepDefinition... steps) {
    elements.put(
        name, new StageDefinition(name, name, List.of(steps), finished(), true, next, null, null));
    return this;
  }

  Sketch decision(String name, String outcome, String formula, String next, String otherwise) {
    return decision(name, outcome, when(formula), next, otherwise);
  }

  Sketch decision(String name, String outcome, Condition when, String next, String otherwise) {
    names.put(name + "." + outcome, Type.BOOLEAN);
    elements.put(
        name,
        new DecisionDefinition(
            name,
            name,
            List.of(outcome(outcome, new OutcomeCondition.When(when), next)),
            otherwise));
    return this;
  }

  Sketch decision(String name, String otherwise, DecisionDefinition.Outcome... outcomes) {
    elements.put(name, new DecisionDefinition(name, name, List.of(outcomes), otherwise));
    return this;
  }

  static DecisionDefinition.Outcome outcome(String name, OutcomeCondition when, String next) {
    return new DecisionDefinition.Outcome(name, name, when, next);
  }

  static OutcomeCondition outcomeByFlow(String flow) {
    return new OutcomeCondition.Evaluation(flow, Map.of());
  }

  Orchestration orchestration() {
    return new Orchestration(
        "sketch",
        version,
        "Sketch",
        null,
        start,
        List.copyOf(inputs),
        Map.of(),
        java.util.Collections.unmodifiableMap(new LinkedHashMap<>(elements)),
        elements.keySet().iterator().next(),
        List.copyOf(outputs));
  }
}
