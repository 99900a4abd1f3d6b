package baton.run;

import baton.definition.DecisionDefinition;
import baton.definition.DecisionDefinition.Outcome;
import baton.definition.OutcomeCondition;
import baton.expression.Bindings;
import baton.expression.ExpressionFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a decision comes to, as far as is known: an outcome, or evaluation flows to ask first. */
sealed interface Choice {
  /** {@code outcome} is null where the default is taken. */
  record Taken(@Nullable Outcome outcome) implements Choice {}

  /** The outcomes whose evaluation flows must answer, in their order. */
  record Open(List<Outcome> outcomes) implements Choice {}

  /**
   * The first outcome that holds is taken, though a later one may be known before it: of those
   * before the first that surely holds, all that are not known are asked at once.
   *
   * @param truths what the evaluation flow of a site says; null where it has not answered
   * @throws ExpressionFailed where a condition that counts has no answer
   */
  static Choice of(
      DecisionDefinition decision, Bindings bindings, Function<String, @Nullable Boolean> truths) {
    var open = new ArrayList<Outcome>();
    for (var outcome : decision.outcomes()) {
      var holds = holds(decision, outcome, bindings, truths, open.isEmpty());
      if (holds == null) {
        open.add(outcome);
      } else if (holds) {
        return open.isEmpty() ? new Taken(outcome) : new Open(List.copyOf(open));
      }
    }
    return open.isEmpty() ? new Taken(null) : new Open(List.copyOf(open));
  }

  /** Names the condition of an outcome. */
  static String site(String decision, String outcome) {
    return "outcome:" + decision + "." + outcome;
  }

  private static @Nullable Boolean holds(
      DecisionDefinition decision,
      Outcome outcome,
      Bindings bindings,
      Function<String, @Nullable Boolean> truths,
      boolean counts) {
    return switch (outcome.when()) {
      case OutcomeCondition.Evaluation ignored ->
          truths.apply(site(decision.name(), outcome.name()));
      case OutcomeCondition.When when -> {
        try {
          yield when.condition().holds(bindings);
        } catch (ExpressionFailed failed) {
          if (counts) {
            throw failed;
          }
          yield true; // nothing behind it is asked before it counts
        }
      }
    };
  }
}
