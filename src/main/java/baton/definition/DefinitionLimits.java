package baton.definition;

/**
 * How large one orchestration may be. Past a limit a definition is told so, and cannot activate.
 */
public final class DefinitionLimits {
  public static final int MAX_STAGES = 200;
  public static final int MAX_DECISIONS = 200;

  /** Steps of all stages together. */
  public static final int MAX_STEPS = 1_000;

  /** Inputs, outputs, constants, formulas and templates together. */
  public static final int MAX_RESOURCES = 500;

  public static final int MAX_OUTCOMES = 50;

  /** Computed values, formulas, templates and sides of requirements together. */
  public static final int MAX_EXPRESSIONS = 5_000;

  /** Characters of a label or a description. */
  public static final int MAX_LABEL_CHARACTERS = 2_000;

  private DefinitionLimits() {}
}
