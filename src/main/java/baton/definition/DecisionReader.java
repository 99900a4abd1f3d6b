package baton.definition;

import baton.definition.DecisionDefinition.Outcome;
import baton.document.Fields;
import baton.document.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads one decision with its outcomes. */
final class DecisionReader {
  /** What an expression reads of a decision beside its outcomes, so no outcome can be called so. */
  private static final String VISITED = "Visited";

  private final Reading reading;
  private final ConditionReader conditions;

  DecisionReader(Reading reading) {
    this.reading = reading;
    this.conditions = new ConditionReader(reading);
  }

  /**
   * @param following the next element of the list, null behind the last
   */
  @Nullable DecisionDefinition read(Node node, @Nullable String following) {
    var fields =
        Fields.of(
            node,
            "a decision",
            reading.problems(),
            "decision",
            "label",
            "description",
            "outcomes",
            "otherwise");
    if (fields == null) {
      return null;
    }
    Labels.check(fields);
    var name = fields.requiredText("decision", "Write the decision's name");
    var outcomes = outcomes(fields, following);
    var otherwise = StageReader.next(fields, "otherwise", following, reading);
    return name == null
        ? null
        : new DecisionDefinition(name, Labels.of(fields, name), outcomes, otherwise);
  }

  private List<Outcome> outcomes(Fields decision, @Nullable String following) {
    var nodes = decision.list("outcomes");
    if (!decision.has("outcomes")) {
      decision.missing("outcomes", "Write at least one outcome under `outcomes`");
    } else if (decision.nodeOrNothing("outcomes") instanceof Node.Items items && nodes.isEmpty()) {
      decision.error(items.place(), "The decision has no outcomes", "Write at least one outcome");
    }
    if (nodes.size() > DefinitionLimits.MAX_OUTCOMES) {
      decision.error(
          decision.nameOf("outcomes"),
          "There are %d outcomes; a decision has at most %d"
              .formatted(nodes.size(), DefinitionLimits.MAX_OUTCOMES),
          "Split the decision into several");
      return List.of();
    }
    var names = new HashSet<String>();
    var outcomes = new ArrayList<Outcome>();
    for (var node : nodes) {
      var outcome = outcome(node, following, names);
      if (outcome != null) {
        outcomes.add(outcome);
      }
    }
    return List.copyOf(outcomes);
  }

  private @Nullable Outcome outcome(Node node, @Nullable String following, Set<String> names) {
    var fields =
        Fields.of(
            node,
            "an outcome",
            reading.problems(),
            "outcome",
            "label",
            "description",
            "when",
            "logic",
            "next",
            "evaluation",
            "inputs");
    if (fields == null) {
      return null;
    }
    Labels.check(fields);
    var name = fields.requiredText("outcome", "Write the outcome's name");
    if (name != null) {
      checkName(fields, name, names::add);
    }
    if (!fields.has("when") && !fields.has("evaluation")) {
      fields.missing(
          "when",
          "Write the condition that takes it; what is left over goes to the decision's `otherwise`");
    }
    var condition = conditions.outcome(fields);
    var next = StageReader.next(fields, "next", following, reading);
    return name == null || condition == null
        ? null
        : new Outcome(name, Labels.of(fields, name), condition, next);
  }

  private void checkName(Fields fields, String name, Predicate<String> isNew) {
    var place = fields.placeOf("outcome");
    if (name.equals(VISITED)) {
      reading.error(place, "`Visited` tells whether a decision was visited", "Choose another name");
    } else if (Namespace.valid(name, place, reading.problems()) && !isNew.test(name)) {
      reading.error(
          place, "The decision has two outcomes named `" + name + "`", "Rename one of them");
    }
  }
}
