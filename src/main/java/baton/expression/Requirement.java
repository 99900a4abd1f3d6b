package baton.expression;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One comparison {@code left operator right}. The left side is a name; the right side a literal, or
 * text starting with {@code =} that is an expression; for IsNull, IsBlank, IsEmpty, IsChanged,
 * WasSet, WasVisited and HasError the right side is true or false (absent = true).
 *
 * @param right what is written; a null or missing node when absent
 * @param place where the requirement stands
 * @param leftPlace where the first character of the left side stands
 * @param rightPlace where the first character of the right side stands
 */
public record Requirement(
    String left,
    Operator operator,
    JsonNode right,
    Place place,
    Place leftPlace,
    Place rightPlace) {

  /** For a reader that knows only where the whole stands. */
  public Requirement(String left, Operator operator, JsonNode right, Place place) {
    this(left, operator, right, place, place, place);
  }
}
