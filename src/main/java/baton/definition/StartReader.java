package baton.definition;

import baton.definition.StartDefinition.Trigger;
import baton.document.Conditions;
import baton.document.Fields;
import baton.document.Node;
import baton.expression.Problem;
import baton.expression.Scope;
import baton.expression.Type;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads how runs of an orchestration begin. */
final class StartReader {
  /** What an entry condition may read: there is no run yet. */
  private static final Scope SCOPE =
      new Scope(
          Map.of(
              "$Record", Type.RECORD,
              "$Record__Prior", Type.RECORD,
              "$Flow.CurrentDate", Type.DATE,
              "$Flow.CurrentDateTime", Type.DATE_TIME));

  private static final String EVALUATION = "evaluation";

  private final Consumer<Problem> problems;
  private final FlowUse flows;

  StartReader(Reading reading) {
    this.problems = reading.problems();
    this.flows = new FlowUse(reading.with(SCOPE));
  }

  StartDefinition read(Fields orchestration, List<InputDefinition> inputs) {
    var node = orchestration.node("start");
    var fields =
        node == null ? null : Fields.of(node, "a start", problems, "autolaunched", "record");
    if (fields == null) {
      return new StartDefinition.Autolaunched();
    }
    var form =
        fields.oneOf(
            "Write `autolaunched: true`, or `record` with a type", "autolaunched", "record");
    if (fields.has("autolaunched") && !fields.flag("autolaunched", true)) {
      fields.error(
          fields.placeOf("autolaunched"),
          "An orchestration that is not autolaunched could not start",
          "Write `autolaunched: true`");
    }
    var record = "record".equals(form) ? fields.node("record") : null;
    if (record == null) {
      return new StartDefinition.Autolaunched();
    }
    tellRequired(orchestration, inputs);
    return onRecord(record);
  }

  /** Nobody gives a value to the inputs of a run that a record starts. */
  private void tellRequired(Fields orchestration, List<InputDefinition> inputs) {
    for (var input : inputs) {
      if (input.required() && input.defaultValue().isNull()) {
        problems.accept(
            Problem.error(
                orchestration.nameOf("inputs"),
                "The input `%s` is required, but a change of a record gives no inputs"
                    .formatted(input.name()),
                "Give it a default, or read `$Record` instead"));
      }
    }
  }

  private StartDefinition onRecord(Node node) {
    var fields =
        Fields.of(
            node,
            "a start by a record",
            problems,
            "type",
            "on",
            "when",
            "logic",
            EVALUATION,
            "inputs",
            "onlyWhenChangedToMatch");
    if (fields == null) {
      return new StartDefinition.Autolaunched();
    }
    var type =
        fields.requiredText("type", "Write the type of the record, such as `type: Employee`");
    if (type != null) {
      Namespace.valid(type, fields.placeOf("type"), problems);
    }
    var condition =
        fields.has("when") || fields.has("logic") ? Conditions.read(fields, SCOPE) : null;
    var evaluation = evaluation(fields);
    var onlyWhenChanged = fields.flag("onlyWhenChangedToMatch", false);
    if (onlyWhenChanged && !fields.has("when") && !fields.has(EVALUATION)) {
      fields.error(
          fields.nameOf("onlyWhenChangedToMatch"),
          "There is no condition that a change could make true",
          "Write `when` or `evaluation`, or remove `onlyWhenChangedToMatch`");
    }
    return new StartDefinition.OnRecord(
        type == null ? "" : type, triggers(fields), condition, evaluation, onlyWhenChanged);
  }

  private StartDefinition.OnRecord.@Nullable Evaluation evaluation(Fields fields) {
    if (fields.has("inputs") && !fields.has(EVALUATION)) {
      fields.error(
          fields.nameOf("inputs"),
          "`inputs` are for an evaluation flow, but there is none",
          "Remove `inputs`, or write `evaluation`");
    }
    if (!fields.has(EVALUATION)) {
      return null;
    }
    if (fields.has("when")) {
      fields.oneOf("Keep one of them", "when", EVALUATION);
    }
    var flow = flows.read(fields, EVALUATION, FlowCatalog.Kind.EVALUATION);
    return flow.name() == null
        ? null
        : new StartDefinition.OnRecord.Evaluation(flow.name(), flow.inputs());
  }

  private Set<Trigger> triggers(Fields fields) {
    if (!fields.has("on")) {
      return EnumSet.allOf(Trigger.class);
    }
    var found = EnumSet.noneOf(Trigger.class);
    var nodes = fields.list("on");
    for (var node : nodes) {
      if (!(node instanceof Node.Scalar scalar) || !scalar.isText()) {
        fields.error(
            node.place(),
            "`on` names what happens to a record, but this is " + node.kind(),
            "Write `created` or `updated`");
        continue;
      }
      var trigger = Fields.choice(scalar, "`on`", Trigger.class, problems);
      if (trigger != null && !found.add(trigger)) {
        fields.error(node.place(), "This stands here twice", "Remove one");
      }
    }
    if (nodes.isEmpty() && fields.node("on") instanceof Node.Items) {
      fields.error(
          fields.placeOf("on"), "Nothing would ever start a run", "Write `[created, updated]`");
    }
    return found;
  }
}
