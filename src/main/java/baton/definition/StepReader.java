package baton.definition;

import static java.util.stream.Stream.concat;

import baton.definition.InteractiveStepDefinition.RelatedRecord;
import baton.document.Fields;
import baton.document.Node;
import baton.document.Values;
import baton.expression.Type;
import baton.expression.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads one step of a stage; null where it cannot be used, which is told. */
final class StepReader {
  private static final NotYet[] LATER = {NotYet.DUE};

  private static final Pattern TASK = Pattern.compile("[A-Za-z0-9_.-]{1,100}");

  private final Reading reading;
  private final ConditionReader conditions;
  private final FlowUse flows;
  private final FanOutReader fanOuts;
  private final AssigneeReader assignees;
  private final FailureReader failures;

  StepReader(Reading reading) {
    this.reading = reading;
    this.conditions = new ConditionReader(reading);
    this.flows = new FlowUse(reading);
    this.fanOuts = new FanOutReader(reading);
    this.assignees = new AssigneeReader(reading);
    this.failures = new FailureReader(reading);
  }

  @Nullable StepDefinition read(Node node, String stage) {
    if (node instanceof Node.Mapping mapping) {
      if (mapping.entries().containsKey("background")) {
        return background(
            fields(node, "background", "async", "complete", "retry", "timeout"), stage);
      }
      if (mapping.entries().containsKey("interactive")) {
        return interactive(fields(node, "interactive", "record", "assign", "complete"), stage);
      }
      if (mapping.entries().containsKey("external")) {
        return external(node, stage);
      }
      if (mapping.entries().containsKey("orchestration")) {
        return subOrchestration(node, stage);
      }
      if (tellLater(mapping)) {
        return null;
      }
    }
    var fields = fields(node, "background", "interactive", "external", "orchestration");
    if (fields != null) {
      fields.oneOf(
          "Begin it with its kind and name, such as `background: send_mail`",
          "background",
          "interactive",
          "external",
          "orchestration");
    }
    return null;
  }

  /** Kinds that do not exist yet are not read any further. */
  private boolean tellLater(Node.Mapping step) {
    var kinds = Outline.STEP_KINDS.stream().filter(step.entries()::containsKey).toList();
    if (kinds.isEmpty()) {
      return false;
    }
    var known = step.entries().keySet().toArray(String[]::new);
    var fields = Fields.of(step, "a step", reading.problems(), known);
    for (var later : NotYet.values()) {
      if (fields != null && later.field.equals(kinds.get(0))) {
        NotYet.tell(fields, later);
      }
    }
    return true;
  }

  private @Nullable Fields fields(Node node, String... own) {
    return fieldsOf(
        node, Stream.of("label", "description", "start", "flow", "inputs", "fault"), own);
  }

  private @Nullable Fields fieldsOf(Node node, Stream<String> common, String... own) {
    var later = Stream.of(LATER).map(feature -> feature.field);
    var items = Stream.of(FanOutReader.FIELDS);
    var fields =
        Fields.of(
            node,
            "a step",
            reading.problems(),
            concat(concat(Stream.of(own), items), concat(common, later)).toArray(String[]::new));
    if (fields != null) {
      NotYet.tell(fields, LATER);
      Labels.check(fields);
    }
    return fields;
  }

  private @Nullable StepDefinition background(@Nullable Fields fields, String stage) {
    if (fields == null) {
      return null;
    }
    var name = fields.requiredText("background", "Write the step's name");
    var start = start(fields, name == null ? "" : name, stage);
    var fanOut = fanOuts.read(fields);
    var flow =
        new FlowUse(fanOuts.within(fields, fanOut))
            .read(fields, "flow", FlowCatalog.Kind.AUTOLAUNCHED);
    var failure = failures.ofWork(fields, name == null ? "" : name, stage);
    var asynchronous = fields.flag("async", false);
    var byEvent = conditions.byEvent(fields, asynchronous);
    fanOuts.checkBackground(fields, asynchronous, byEvent);
    var facts = reading.known().flow(flow.name());
    if (facts != null
        && facts.kind() == FlowCatalog.Kind.AUTOLAUNCHED
        && facts.callsOut()
        && !asynchronous) {
      reading.error(
          fields.placeOf("flow"),
          "The flow `" + flow.name() + "` waits or calls out, which a synchronous step cannot",
          "Write `async: true`");
    }
    return name == null || flow.name() == null
        ? null
        : new BackgroundStepDefinition(
            name,
            Labels.of(fields, name),
            start,
            flow.name(),
            flow.inputs(),
            asynchronous,
            byEvent,
            failure,
            fanOut);
  }

  private @Nullable StepDefinition external(Node node, String stage) {
    var fields =
        fieldsOf(
            node,
            Stream.of("external", "task", "label", "description", "start", "inputs", "fault"),
            "outputs",
            "retry",
            "timeout");
    if (fields == null) {
      return null;
    }
    var name = fields.requiredText("external", "Write the step's name");
    var start = start(fields, name == null ? "" : name, stage);
    var task = fields.requiredText("task", "Name the type of the task, such as `task: resize`");
    if (task != null && !TASK.matcher(task).matches()) {
      fields.error(
          fields.placeOf("task"),
          "`task` cannot be `" + task + "`",
          "Write 1 to 100 letters, digits, `_`, `.` or `-`");
    }
    var fanOut = fanOuts.read(fields);
    var scope = fanOuts.within(fields, fanOut).scope();
    var inputs = new LinkedHashMap<String, Value>();
    fields
        .mapping("inputs")
        .forEach((input, entry) -> {
          var value = Values.read(entry.node(), scope, Type.ANY, reading.problems());
          if (value != null) {
            inputs.put(input, value);
          }
        });
    var failure = failures.ofWork(fields, name == null ? "" : name, stage);
    return name == null || task == null
        ? null
        : new ExternalStepDefinition(
            name,
            Labels.of(fields, name),
            start,
            task,
            Collections.unmodifiableMap(inputs),
            failure,
            fanOut,
            outputs(fields));
  }

  private Map<String, Type> outputs(Fields fields) {
    var outputs = new LinkedHashMap<String, Type>();
    fields
        .mapping("outputs")
        .forEach((output, entry) -> {
          var type = TypeReader.read(entry.node(), reading.problems());
          if (Namespace.valid(output, entry.name(), reading.problems()) && type != null) {
            outputs.put(output, type);
          }
        });
    return Collections.unmodifiableMap(outputs);
  }

  private @Nullable StepDefinition subOrchestration(Node node, String stage) {
    var fields =
        fieldsOf(
            node,
            Stream.of("orchestration", "run", "label", "description", "start", "inputs", "fault"),
            "retry",
            "timeout");
    if (fields == null) {
      return null;
    }
    var name = fields.requiredText("orchestration", "Write the step's name");
    var start = start(fields, name == null ? "" : name, stage);
    fanOuts.refuseOfOrchestration(fields);
    var other = new SubOrchestrationReader(reading).read(fields);
    var failure = failures.ofWork(fields, name == null ? "" : name, stage);
    return name == null || other.name() == null
        ? null
        : new SubOrchestrationStepDefinition(
            name, Labels.of(fields, name), start, other.name(), other.inputs(), failure);
  }

  private StartCondition start(Fields fields, String name, String stage) {
    var onFault = failures.onFault(fields, name, stage);
    return onFault == null ? conditions.start(fields, name, stage) : onFault;
  }

  private @Nullable StepDefinition interactive(@Nullable Fields fields, String stage) {
    if (fields == null) {
      return null;
    }
    var name = fields.requiredText("interactive", "Write the step's name");
    var start = start(fields, name == null ? "" : name, stage);
    fanOuts.refuseOfPerson(fields);
    var flow = flows.read(fields, "flow", FlowCatalog.Kind.SCREEN);
    var failure = failures.ofPerson(fields, name == null ? "" : name, stage);
    var record = record(fields);
    var assignment = assignees.read(fields);
    var completion = conditions.completion(fields, ConditionReader.FLOW_FINISHED);
    return name == null || flow.name() == null || record == null || assignment == null
        ? null
        : new InteractiveStepDefinition(
            name,
            Labels.of(fields, name),
            start,
            flow.name(),
            flow.inputs(),
            record,
            assignment.first(),
            assignment.otherwise(),
            completion,
            failure);
  }

  private @Nullable RelatedRecord record(Fields step) {
    var node = step.node("record");
    if (node == null) {
      if (!step.has("record")) {
        step.missing(
            "record",
            "Name the record on whose page the work is done, such as"
                + " `record: { type: Employee, id: \"=recordId\" }`");
      }
      return null;
    }
    var fields = Fields.of(node, "a related record", reading.problems(), "type", "id");
    if (fields == null) {
      return null;
    }
    var type = fields.requiredText("type", "Write the record's type, such as `type: Employee`");
    var idNode = fields.node("id");
    if (!fields.has("id")) {
      fields.missing("id", "Write the record's id, such as `id: \"=recordId\"`");
    }
    var id =
        idNode == null ? null : Values.read(idNode, reading.scope(), Type.TEXT, reading.problems());
    return type == null || id == null ? null : new RelatedRecord(type, id);
  }
}
