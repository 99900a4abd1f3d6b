package baton.definition;

import baton.document.Fields;
import baton.document.Node;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one stage. */
final class StageReader {
  /** What becomes of a step whose start condition can no longer hold. */
  private enum OnUnreachable {
    SKIP,
    WAIT
  }

  private final Reading reading;

  StageReader(Reading reading) {
    this.reading = reading;
  }

  /**
   * @param following the next element of the list, null behind the last
   */
  @Nullable StageDefinition read(Node node, @Nullable String following) {
    var fields =
        Fields.of(
            node,
            "a stage",
            reading.problems(),
            "stage",
            "label",
            "description",
            "steps",
            "complete",
            "onUnreachable",
            "next",
            "deadline",
            "fault",
            NotYet.DUE.field);
    if (fields == null) {
      return null;
    }
    NotYet.tell(fields, NotYet.DUE);
    Labels.check(fields);
    var name = fields.requiredText("stage", "Write the stage's name");
    var steps = steps(fields, name == null ? "" : name);
    var completion = new ConditionReader(reading).completion(fields, ConditionReader.ALL_STEPS);
    var unreachable = fields.choice("onUnreachable", OnUnreachable.class);
    var waits = unreachable == OnUnreachable.WAIT;
    var next = next(fields, "next", following, reading);
    var failure = new FailureReader(reading);
    var fault = failure.ofStage(fields);
    var deadline = failure.deadline(fields);
    if (completion instanceof CompletionCondition.Finished) {
      tellConditional(fields, steps, waits);
    }
    return name == null
        ? null
        : new StageDefinition(
            name, Labels.of(fields, name), steps, completion, waits, next, fault, deadline);
  }

  private List<StepDefinition> steps(Fields stage, String name) {
    var steps = new ArrayList<StepDefinition>();
    var reader = new StepReader(reading);
    var nodes = stage.list("steps");
    for (var node : nodes) {
      var step = reader.read(node, name);
      if (step != null) {
        steps.add(step);
      }
    }
    if (nodes.isEmpty() && stage.nodeOrNothing("steps") instanceof Node.Items empty) {
      stage.error(empty.place(), "The stage has no steps", "Write at least one step");
    } else if (!stage.has("steps")) {
      stage.missing("steps", "Write at least one step under `steps`");
    }
    new StepOrder(name, reading).check();
    return List.copyOf(steps);
  }

  private void tellConditional(Fields stage, List<StepDefinition> steps, boolean waits) {
    for (var step : steps) {
      var outline = reading.outline().steps.get(step.name());
      var conditional =
          step.start() instanceof StartCondition.When
              || step.start() instanceof StartCondition.Evaluation;
      if (conditional && outline != null) {
        reading.warning(
            outline.place(),
            "The stage is complete when all its steps are finished, but `%s` may never start"
                .formatted(step.name()),
            waits
                ? "Say under `complete` when the stage is complete without it"
                : "It is skipped when nothing in the stage can make its condition true any more;"
                    + " write `onUnreachable: wait` to keep the stage waiting instead");
      }
    }
  }

  /** What a connector leads to: the following element where nothing is said. */
  static @Nullable String next(
      Fields fields, String field, @Nullable String following, Reading reading) {
    if (!fields.has(field)) {
      return following;
    }
    var written = fields.text(field);
    return written == null ? following : reading.target(written, fields.placeOf(field));
  }
}
