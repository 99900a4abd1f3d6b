package baton.definition;

import baton.expression.Type;
import baton.expression.Value;
import java.util.Map;

/**
 * That a step does its work once for each item of a collection.
 *
 * @param collection evaluated once, when the step starts
 * @param atOnce items that may be in progress at the same time
 * @param goesOn whether the step goes on when an item has failed for good, rather than fail with it
 */
public record FanOut(Value collection, int atOnce, boolean goesOn) {
  /** The item, in the inputs of its step. */
  public static final String ITEM = "$Item";

  /** The place of the item in its collection, from 0, in the inputs of its step. */
  public static final String INDEX = "$Index";

  /** What a step that fans out hands back, whatever it runs for each item. */
  public static final Map<String, Type> OUTPUTS =
      Map.of(
          "results",
          Type.collectionOf(Type.Kind.RECORD),
          "errors",
          Type.collectionOf(Type.Kind.RECORD),
          "succeeded",
          Type.NUMBER,
          "failed",
          Type.NUMBER);

  /** Items at once where nothing is said. */
  public static final int USUAL_AT_ONCE = 10;

  public static final int MAX_AT_ONCE = 100;
}
