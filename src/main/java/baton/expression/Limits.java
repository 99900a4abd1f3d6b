package baton.expression;

import java.math.MathContext;

/** How large an expression, and what it computes, may become. */
public final class Limits {
  public static final int MAX_SOURCE_CHARACTERS = 10_000;

  /** Levels of brackets, calls and operators inside each other. */
  public static final int MAX_DEPTH = 100;

  /** Elements visited by all, exists, filter and map in one evaluation. */
  public static final int MAX_ITERATIONS = 100_000;

  /** Elements of collections (or as much text) read, copied and compared in one evaluation. */
  public static final int MAX_ELEMENTS = 1_000_000;

  /** Characters of a text that an expression builds. */
  public static final int MAX_TEXT_CHARACTERS = 1_000_000;

  /** A number is smaller than ten to this power, and rounded to {@link #PRECISION}. */
  public static final int MAX_EXPONENT = 400;

  /** 34 significant digits, half even: more than any amount of money needs. */
  public static final MathContext PRECISION = MathContext.DECIMAL128;

  public static final int MAX_REQUIREMENTS = 50;
  public static final int MAX_LOGIC_CHARACTERS = 1_000;

  private Limits() {}
}
