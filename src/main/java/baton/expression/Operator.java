package baton.expression;

/** How a requirement compares its two sides. */
public enum Operator {
  EqualTo,
  NotEqualTo,
  GreaterThan,
  GreaterThanOrEqualTo,
  LessThan,
  LessThanOrEqualTo,
  StartsWith,
  EndsWith,
  Contains,
  In,
  NotIn,
  IsNull,
  IsBlank,
  IsEmpty,
  IsChanged,
  WasSet,
  WasVisited,
  HasError
}
