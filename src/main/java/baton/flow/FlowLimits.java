package baton.flow;

import java.time.Duration;

/** How much one interview may do and hold; past it the interview fails and says so. */
public final class FlowLimits {
  /** Elements executed in one pass (between two effects), or since a loop took its latest item. */
  public static final int MAX_ELEMENTS = 2_000;

  /** Items that the loops of one pass take together, and items in one collection. */
  public static final int MAX_ITEMS = 10_000;

  /** Flows within flows, the outermost counted. */
  public static final int MAX_SUBFLOW_DEPTH = 20;

  /** Bytes (as JSON) of all inputs, and of all outputs, of one interview. */
  public static final int MAX_EXCHANGED_BYTES = 256 * 1024;

  /** Bytes (as JSON) of one answered field. */
  public static final int MAX_FIELD_BYTES = 64 * 1024;

  /** Bytes (as JSON) of all variables of one interview. */
  public static final int MAX_VARIABLE_BYTES = 1024 * 1024;

  /** Screens that one can go back over. */
  public static final int MAX_SCREENS_BACK = 100;

  /** Elements of one flow. */
  public static final int MAX_ELEMENTS_DEFINED = 1_000;

  /** Variables, constants, formulas and templates of one flow, together. */
  public static final int MAX_RESOURCES = 1_000;

  /** Expressions of one flow: compiling takes part of a millisecond each. */
  public static final int MAX_EXPRESSIONS = 5_000;

  /** Fields of one screen. */
  public static final int MAX_FIELDS = 200;

  /** Columns of one section of a screen. */
  public static final int MAX_COLUMNS = 4;

  /** Screens shown in one interview. */
  public static final int MAX_SCREENS = 1_000;

  /** Actions asked for in one interview. */
  public static final int MAX_CALLS = 10_000;

  /** Items that sorts, filters and transforms of one pass go over, together. */
  public static final int MAX_COLLECTED = 100_000;

  /** Records that are looked at for one element or one search. */
  public static final int MAX_RECORDS_SEEN = 100_000;

  /** Records that one element creates, updates or deletes. */
  public static final int MAX_RECORDS_WRITTEN = 1_000;

  /** Types of records that one flow names; of more nothing is known. */
  public static final int MAX_RECORD_TYPES = 50;

  /** The longest wait of a flow. */
  public static final Duration MAX_WAIT = Duration.ofDays(3_660);

  private FlowLimits() {}
}
