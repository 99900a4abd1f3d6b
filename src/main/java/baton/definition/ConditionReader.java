package baton.definition;

import baton.document.Conditions;
import baton.document.Fields;
import baton.document.Node;
import baton.document.Spelling;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads when steps start, when stages and interactive steps are complete, when outcomes hold. */
final class ConditionReader {
  static final String ALL_STEPS = "all_steps";
  static final String FLOW_FINISHED = "flow_finished";
  static final String EVENT = "event";

  private static final String FORMS =
      "Write `when` with an expression or requirements, or `evaluation` with a flow";

  private final Reading reading;
  private final FlowUse flows;

  ConditionReader(Reading reading) {
    this.reading = reading;
    this.flows = new FlowUse(reading);
  }

  /** When the step starts: with its stage where nothing is said. */
  StartCondition start(Fields step, String name, String stage) {
    var node = step.node("start");
    var fields =
        node == null
            ? null
            : Fields.of(
                node,
                "a start condition",
                reading.problems(),
                "after",
                "when",
                "logic",
                "evaluation",
                "inputs");
    var form =
        fields == null
            ? null
            : fields.oneOf(
                "Write `after` with a step, or: " + FORMS, "after", "when", "evaluation");
    if (fields == null || form == null) {
      return new StartCondition.WithStage();
    }
    tellStray(fields, form);
    var start =
        switch (form) {
          case "after" -> after(fields, name, stage);
          case "when" -> {
            var condition = Conditions.read(fields, reading.scope());
            yield condition == null ? null : new StartCondition.When(condition);
          }
          default -> {
            var flow = flows.read(fields, "evaluation", FlowCatalog.Kind.EVALUATION);
            yield flow.name() == null
                ? null
                : new StartCondition.Evaluation(flow.name(), flow.inputs());
          }
        };
    return start == null ? new StartCondition.WithStage() : start;
  }

  private @Nullable StartCondition after(Fields fields, String name, String stage) {
    var after = fields.text("after");
    if (after == null) {
      return null;
    }
    var place = fields.placeOf("after");
    var step = reading.outline().steps.get(after);
    if (after.equals(name)) {
      reading.error(
          place,
          "The step `" + name + "` waits for itself",
          "Name another step of the stage, or remove the start condition");
    } else if (step == null) {
      reading.error(place, unknownStep(after), Spelling.remedy(after, siblings(name, stage), ""));
    } else if (!step.stage().equals(stage)) {
      reading.error(
          place,
          "The step `%s` stands in another stage, `%s`".formatted(after, step.stage()),
          "Name a step of this stage; stages follow one another, so write a `when` about `"
              + after
              + ".Status` if it matters how that step ended");
    } else {
      return new StartCondition.After(after);
    }
    return null;
  }

  private String unknownStep(String name) {
    var what = reading.names().describe(name);
    return what.isEmpty()
        ? "There is no step `" + name + "`"
        : "`" + name + "` is " + what + ", not a step";
  }

  private List<String> siblings(String name, String stage) {
    return reading.outline().steps.values().stream()
        .filter(step -> step.stage().equals(stage) && !step.name().equals(name))
        .map(Outline.Step::name)
        .toList();
  }

  /**
   * When a stage or an interactive step is complete.
   *
   * @param finished the word for "as it ends by itself", which is also meant where nothing is said
   */
  CompletionCondition completion(Fields owner, String finished) {
    var fields = complete(owner);
    var form =
        fields == null
            ? null
            : fields.oneOf("Write `when: " + finished + "`, or: " + FORMS, "when", "evaluation");
    if (fields == null || form == null) {
      return new CompletionCondition.Finished();
    }
    tellStray(fields, form);
    if (form.equals("evaluation")) {
      var flow = flows.read(fields, "evaluation", FlowCatalog.Kind.EVALUATION);
      return flow.name() == null
          ? new CompletionCondition.Finished()
          : new CompletionCondition.Evaluation(flow.name(), flow.inputs());
    }
    if (isWord(fields, finished)) {
      tellLogic(fields);
      return new CompletionCondition.Finished();
    }
    var condition = Conditions.read(fields, reading.scope());
    return condition == null
        ? new CompletionCondition.Finished()
        : new CompletionCondition.When(condition);
  }

  /** When an outcome is taken; null where that is missing or wrong, which is told. */
  @Nullable OutcomeCondition outcome(Fields outcome) {
    if (!outcome.has("evaluation")) {
      tellStray(outcome, "when");
      var condition = Conditions.read(outcome, reading.scope());
      return condition == null ? null : new OutcomeCondition.When(condition);
    }
    var form = outcome.oneOf(FORMS, "when", "evaluation");
    if (form == null) {
      return null;
    }
    tellStray(outcome, form);
    var flow = flows.read(outcome, "evaluation", FlowCatalog.Kind.EVALUATION);
    return flow.name() == null ? null : new OutcomeCondition.Evaluation(flow.name(), flow.inputs());
  }

  /** Whether a background step is done by an orchestration event, not by the end of its flow. */
  boolean byEvent(Fields step, boolean asynchronous) {
    var fields = complete(step);
    if (fields == null) {
      return false;
    }
    if (!isWord(fields, EVENT) && !isWord(fields, FLOW_FINISHED)) {
      reading.error(
          fields.place(),
          "A background step is done when its flow has ended, or by an orchestration event",
          "Write `when: event`, or remove `complete`");
      return false;
    }
    tellStray(fields, "when");
    tellLogic(fields);
    var event = isWord(fields, EVENT);
    if (event && !asynchronous) {
      reading.error(
          step.nameOf("complete"),
          "Only an asynchronous step can be done by an event",
          "Write `async: true`, or remove `complete`");
    }
    return event && asynchronous;
  }

  private @Nullable Fields complete(Fields owner) {
    var node = owner.node("complete");
    return node == null
        ? null
        : Fields.of(
            node,
            "a completion condition",
            reading.problems(),
            "when",
            "logic",
            "evaluation",
            "inputs");
  }

  private static boolean isWord(Fields fields, String word) {
    return fields.nodeOrNothing("when") instanceof Node.Scalar scalar
        && scalar.isText()
        && scalar.json().textValue().equals(word);
  }

  private void tellStray(Fields fields, String form) {
    if (fields.has("inputs") && !form.equals("evaluation")) {
      reading.error(
          fields.nameOf("inputs"),
          "`inputs` are for an evaluation flow, but there is none",
          "Remove `inputs`, or write `evaluation`");
    }
    if (!form.equals("when")) {
      tellLogic(fields);
    }
  }

  private void tellLogic(Fields fields) {
    if (fields.has("logic")) {
      reading.error(
          fields.nameOf("logic"),
          "`logic` joins requirements, but there are none",
          "Remove `logic`, or write `when` as a list of requirements");
    }
  }
}
