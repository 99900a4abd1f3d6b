package baton.expression;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One comparison {@code left operator right}. The left side is a name; the right side a literal, or
 * text starting with {@code =} that is an expression; for IsNull, IsBlank, IsEmpty, IsChanged,
 * WasSet, WasVisited and HasError the right side is true or false (absent = true).
 */
public record Requirement(String left, Operator operator, JsonNode right, Place place) {}
