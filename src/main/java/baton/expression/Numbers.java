package baton.expression;

import static baton.expression.Limits.MAX_EXPONENT;
import static baton.expression.Limits.PRECISION;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Arithmetic on decimals of bounded size; a number added to a date means days. */
final class Numbers {
  private Numbers() {}

  static Object add(Object left, Object right) {
    if (left instanceof BigDecimal one && right instanceof BigDecimal other) {
      return bounded(one.add(other, PRECISION));
    }
    if (left instanceof String one && right instanceof String other) {
      return Texts.joined(one, other);
    }
    if (Dates.isDate(left) && right instanceof BigDecimal days) {
      return Dates.plus(left, days);
    }
    if (left instanceof BigDecimal days && Dates.isDate(right)) {
      return Dates.plus(right, days);
    }
    if (left instanceof List<?> one && right instanceof List<?> other) {
      var all = new ArrayList<Object>(one);
      all.addAll(other);
      return all;
    }
    throw cannot("add", right, "to", left);
  }

  static Object subtract(Object left, Object right) {
    if (left instanceof BigDecimal one && right instanceof BigDecimal other) {
      return bounded(one.subtract(other, PRECISION));
    }
    if (Dates.isDate(left) && right instanceof BigDecimal days) {
      return Dates.plus(left, days.negate());
    }
    if (Dates.isDate(left) || Dates.isDate(right)) {
      return Dates.daysBetween(right, left);
    }
    throw cannot("subtract", right, "from", left);
  }

  static Object multiply(Object left, Object right) {
    return bounded(number(left).multiply(number(right), PRECISION));
  }

  static Object divide(Object left, Object right) {
    return bounded(number(left).divide(divisor(right), PRECISION));
  }

  static Object remainder(Object left, Object right) {
    var one = number(left);
    var other = divisor(right);
    if (Math.abs((long) exponent(one) - exponent(other)) > PRECISION.getPrecision()) {
      throw new NoAnswer("the numbers of % are too far apart");
    }
    return bounded(one.remainder(other));
  }

  static Object round(Object value, Object digits) {
    var places = Math.clamp(number(digits).longValue(), -MAX_EXPONENT, MAX_EXPONENT);
    var number = number(value);
    return number.scale() <= places
        ? number
        : bounded(number.setScale((int) places, RoundingMode.HALF_UP));
  }

  static BigDecimal number(Object value) {
    if (value instanceof BigDecimal number) {
      return number;
    }
    throw new NoAnswer("a number is needed, not " + Texts.named(value));
  }

  /** The number, unless it is too large or too small to be computed with in little time. */
  static BigDecimal bounded(BigDecimal number) {
    if (number.signum() != 0 && Math.abs(exponent(number)) > MAX_EXPONENT) {
      throw new NoAnswer(
          "a number is beyond ten to the power of " + MAX_EXPONENT + " (or its inverse)");
    }
    return number.signum() == 0 ? BigDecimal.ZERO : number;
  }

  private static int exponent(BigDecimal number) {
    return Math.clamp((long) number.precision() - number.scale(), -1_000_000, 1_000_000);
  }

  private static BigDecimal divisor(Object value) {
    var number = number(value);
    if (number.signum() == 0) {
      throw new NoAnswer("division by zero");
    }
    return number;
  }

  private static NoAnswer cannot(String verb, Object what, String preposition, Object where) {
    return new NoAnswer(
        "cannot %s %s %s %s".formatted(verb, Texts.named(what), preposition, Texts.named(where)));
  }
}
