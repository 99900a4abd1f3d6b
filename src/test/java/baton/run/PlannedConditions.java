package baton.run;

import baton.expression.Condition;
import baton.expression.Operator;
import baton.expression.Place;
import baton.expression.Requirement;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The conditions of a {@link Plan}: requirements and formulas over steps of the stage, and over the
 * record that the run is about.
 */
final class PlannedConditions {
  private static final List<String> OF_STEPS =
      List.of(
          "%s.Outputs.x == 1",
          "%s.Outputs.x > 0 && $Orchestration.Instance != ''",
          "!(%s.Outputs.x == 2)",
          "%s.Outputs.x == 0 || %1$s.Status == 'Skipped'",
          "%s.Status == 'Skipped'",
          "%s.Status == 'Completed'");

  private static final List<String> OF_RECORDS =
      List.of(
          "$Record.Amount == 1",
          "$Record.Stage == 'Won'",
          "$Record.Amount != $Record__Prior.Amount",
          "%s.Status == 'Completed' && $Record.Amount > 0",
          "%s.Outputs.x == $Record.Amount || $Record.Stage == 'Lost'");

  private static final List<String> OF_RESOURCES =
      List.of(
          "done_%s",
          "worth_%s",
          "!worth_%s",
          "%s.Outputs.x > least || worth_%1$s",
          "%s.Status == 'Skipped' || done_%1$s");

  private static final List<String> OF_INPUTS =
      List.of(
          "deal.Amount == 1",
          "twin.Amount > 0 && %s.Status != 'InProgress'",
          "late.Stage == 'Won'",
          "gone.Amount == 2 || %s.Status == 'Skipped'",
          "none.Amount > 0 || %s.Outputs.x == 1",
          "self.Amount > 0 && deal.Amount == twin.Amount",
          "blank.Amount == 1",
          "late.Amount == gone.Amount");

  /** They read inputs by way of resources. */
  private static final List<String> OF_RESOURCES_OF_INPUTS =
      List.of("trusted", "settled || done_%s", "!trusted && worth_%s");

  private static final List<String> OF_BOTH =
      List.of("rich", "rich && done_%s", "worth_%s || rich");

  /** Compiling takes longer than a history, so plans share their conditions. */
  private static final Map<String, Condition> COMPILED = new ConcurrentHashMap<>();

  private static final Sketch NAMES =
      PlannedInputs.declared(
          PlannedResources.declared(new Sketch().names(Plan.names().toArray(String[]::new)))
              .onRecord(RecordOutside.TYPE));

  private final Plan plan;

  PlannedConditions(Plan plan) {
    this.plan = plan;
  }

  Condition of(Plan.Stage stage, int dice) {
    var first = other(stage, dice / 4);
    var second = other(stage, dice / 4 + 1);
    if (dice % 4 == 3) {
      return formula(dice / 4, first);
    }
    var ofRecord = plan.onRecord() && dice / 4 % 2 == 0;
    if (plan.follows() && dice / 4 % 3 == 1) {
      var input = PlannedInputs.NAMES.get(dice / 12 % PlannedInputs.NAMES.size());
      return COMPILED.computeIfAbsent(
          dice % 4 + " " + first + " " + input, key -> compiled(dice, first, amount(input)));
    }
    return COMPILED.computeIfAbsent(
        dice % 4 + " " + first + " " + second + " " + ofRecord,
        key -> compiled(dice, first, ofRecord ? amount("$Record") : output(second, dice)));
  }

  private static Condition compiled(int dice, String first, Requirement second) {
    return switch (dice % 4) {
      case 0 -> NAMES.meets("all", status(first), second);
      case 1 -> NAMES.meets("any", status(first), second);
      default ->
          NAMES.meets(
              "1 AND (2 OR NOT 3)",
              status(first),
              requirement(first + ".Outputs.x", Operator.NotEqualTo, IntNode.valueOf(2)),
              second);
    };
  }

  private static Requirement status(String step) {
    return requirement(step + ".Status", Operator.EqualTo, TextNode.valueOf("Completed"));
  }

  private static Requirement output(String step, int dice) {
    var left = step + ".Outputs.x";
    return switch (dice % 4) {
      case 0 -> requirement(left, Operator.GreaterThan, IntNode.valueOf(0));
      case 1 -> requirement(left, Operator.EqualTo, IntNode.valueOf(1));
      default -> requirement(left, Operator.LessThanOrEqualTo, IntNode.valueOf(1));
    };
  }

  private static Requirement amount(String record) {
    return requirement(record + ".Amount", Operator.GreaterThanOrEqualTo, IntNode.valueOf(1));
  }

  private static Requirement requirement(String left, Operator operator, JsonNode right) {
    return new Requirement(left, operator, right, Place.NOWHERE);
  }

  Condition formula(int dice, String step) {
    var formulas = formulas(dice);
    return COMPILED.computeIfAbsent(
        formulas.get(dice % formulas.size()).formatted(step), NAMES::when);
  }

  private List<String> formulas(int dice) {
    if (plan.follows() && dice % 5 > 2) {
      return plan.wide() && dice % 3 == 1 ? OF_RESOURCES_OF_INPUTS : OF_INPUTS;
    }
    if (plan.wide() && dice % 3 == 1) {
      return plan.onRecord() && dice % 2 == 0 ? OF_BOTH : OF_RESOURCES;
    }
    return plan.onRecord() && dice % 2 == 0 ? OF_RECORDS : OF_STEPS;
  }

  static String other(Plan.Stage stage, int dice) {
    return stage.steps().get(dice % stage.steps().size()).name();
  }
}
