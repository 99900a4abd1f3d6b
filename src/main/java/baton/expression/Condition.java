package baton.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A compiled condition: a formula, or requirements joined by logic. Null counts as false. */
public final class Condition {
  private final List<Comparing> requirements;
  private final Logic logic;
  private final @Nullable String logicText;

  private Condition(List<Comparing> requirements, Logic logic, @Nullable String logicText) {
    this.requirements = List.copyOf(requirements);
    this.logic = logic;
    this.logicText = logicText;
  }

  /**
   * One requirement as it stood at one moment. A side that could not be computed shows the text
   * {@code failed: …}; then it does not hold.
   */
  public record Truth(
      int number,
      String left,
      JsonNode leftValue,
      String operator,
      JsonNode rightValue,
      boolean holds) {}

  public static @Nullable Condition ofFormula(
      String source, Scope scope, Place place, Consumer<Problem> problems) {
    var formula = Expression.compile(source, scope, Type.BOOLEAN, place, problems);
    if (formula == null) {
      return null;
    }
    var wanted = new Requirement(source, Operator.EqualTo, BooleanNode.TRUE, place);
    var holds =
        new Comparing(
            1,
            wanted,
            new Side.Computed(formula),
            new Side.Fixed(true, Kinds.of(Type.BOOLEAN)),
            (value, yes, bindings) -> Fields.truth(value));
    return new Condition(List.of(holds), new Logic.One(1), null);
  }

  /**
   * @param logic {@code all}, {@code any}, or custom logic over the numbers of the requirements
   *     such as {@code 1 AND (2 OR 3)}
   * @param logicPlace where the first character of the logic stands
   */
  public static @Nullable Condition ofRequirements(
      List<Requirement> requirements,
      String logic,
      Place logicPlace,
      Scope scope,
      Consumer<Problem> problems) {
    if (requirements.isEmpty()) {
      problems.accept(
          Problem.error(logicPlace, "there are no requirements", "add one, or write a formula"));
      return null;
    }
    if (requirements.size() > Limits.MAX_REQUIREMENTS) {
      problems.accept(
          Problem.error(
              requirements.get(Limits.MAX_REQUIREMENTS).place(),
              "there are %d requirements, at most %d are allowed"
                  .formatted(requirements.size(), Limits.MAX_REQUIREMENTS),
              "use an evaluation flow"));
      return null;
    }
    var ready = Operators.ready(requirements, scope, problems);
    var parsed = LogicParser.parse(logic, requirements.size(), logicPlace, problems);
    return parsed == null || ready.size() < requirements.size()
        ? null
        : new Condition(ready, parsed, logic.strip());
  }

  /**
   * @throws ExpressionFailed where what decides has no answer for the values given
   */
  public boolean holds(Bindings bindings) {
    return logic.holds(number -> requirements.get(number - 1).holds(bindings));
  }

  /** Each requirement (or the one formula) with both sides' values and its truth. */
  public List<Truth> explain(Bindings bindings) {
    return requirements.stream().map(each -> each.explain(bindings)).toList();
  }

  /**
   * How the requirements are joined, as written: {@code all}, {@code any} or such as {@code 1 AND
   * (2 OR 3)}; null for a formula.
   */
  public @Nullable String logicText() {
    return logicText;
  }

  /** The declared names it reads. */
  public Set<String> names() {
    return requirements.stream()
        .flatMap(each -> each.names().stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}
