package baton.definition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A fork: the first outcome that holds is taken, else {@code otherwise} (null = the run ends). */
public record DecisionDefinition(
    String name, String label, List<Outcome> outcomes, @Nullable String otherwise)
    implements ElementDefinition {

  public record Outcome(String name, String label, OutcomeCondition when, @Nullable String next) {}
}
