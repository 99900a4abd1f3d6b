package baton.expression;

import static baton.expression.Function.Absent.FALSE;
import static baton.expression.Function.Absent.NOTHING;
import static baton.expression.Function.Absent.PASSED;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every operation of the language. Those whose name starts with @ stand for an operator. */
final class Functions {
  static final Map<String, Function> ALL =
      Stream.of(operators(), texts(), datesAndNumbers())
          .flatMap(List::stream)
          .collect(Collectors.toUnmodifiableMap(Function::name, each -> each));

  private Functions() {}

  static Function named(String name) {
    var function = ALL.get(name);
    if (function == null) {
      throw new IllegalStateException("there is no function " + name);
    }
    return function;
  }

  private static List<Function> operators() {
    return List.of(
        Function.of("@eq", "==", FALSE, a -> Comparison.equal(a[0], a[1]), Signatures.EQUATED),
        Function.of("@ne", "!=", FALSE, a -> !Comparison.equal(a[0], a[1]), Signatures.EQUATED),
        Function.of("@lt", "<", FALSE, a -> Comparison.order(a[0], a[1]) < 0, Signatures.COMPARED),
        Function.of(
            "@le", "<=", FALSE, a -> Comparison.order(a[0], a[1]) <= 0, Signatures.COMPARED),
        Function.of("@gt", ">", FALSE, a -> Comparison.order(a[0], a[1]) > 0, Signatures.COMPARED),
        Function.of(
            "@ge", ">=", FALSE, a -> Comparison.order(a[0], a[1]) >= 0, Signatures.COMPARED),
        Function.of("@member", "in", FALSE, a -> Comparison.member(a[0], a[1]), Signatures.MEMBERS),
        Function.of(
            "@stranger", "not in", FALSE, a -> !Comparison.member(a[0], a[1]), Signatures.MEMBERS),
        Function.of(
            "@add",
            "+",
            NOTHING,
            a -> Numbers.add(a[0], a[1]),
            "number number number",
            "text text text",
            "date number date",
            "number date date",
            "datetime number datetime",
            "number datetime datetime",
            "list list list"),
        Function.of(
            "@subtract",
            "-",
            NOTHING,
            a -> Numbers.subtract(a[0], a[1]),
            "number number number",
            "date number date",
            "datetime number datetime",
            "date date number",
            "datetime datetime number",
            "date datetime number",
            "datetime date number"),
        Function.of(
            "@multiply", "*", NOTHING, a -> Numbers.multiply(a[0], a[1]), "number number number"),
        Function.of(
            "@divide", "/", NOTHING, a -> Numbers.divide(a[0], a[1]), "number number number"),
        Function.of(
            "@remainder", "%", NOTHING, a -> Numbers.remainder(a[0], a[1]), "number number number"),
        Function.of("@negate", "-", NOTHING, a -> Numbers.number(a[0]).negate(), "number number"),
        Function.of("@truth", "a condition", PASSED, a -> Fields.truth(a[0]), "truth truth"),
        Function.of("@field", ".", NOTHING, a -> Fields.field(a[0], a[1]), "map text T"),
        Function.of(
            "@index", "[ ]", NOTHING, a -> Fields.at(a[0], a[1]), "list number T", "map text T"),
        Function.of("@collector", "map", PASSED, a -> new Collected(), "list"),
        Function.of("@collect", "map", PASSED, a -> ((Collected) a[0]).with(a[1]), "list T list"),
        Function.of("@collected", "map", PASSED, a -> ((Collected) a[0]).elements(), "list list"),
        Function.of("@each", "all", PASSED, a -> Fields.each(a[0]), "list list", "map keys"));
  }

  private static List<Function> texts() {
    return List.of(
        Function.of("ISNULL", "ISNULL", PASSED, a -> a[0] == Data.NOTHING, "T truth"),
        Function.of("ISBLANK", "ISBLANK", PASSED, a -> Texts.blank(a[0]), "T truth"),
        Function.of("TEXT", "TEXT", NOTHING, a -> Texts.text(a[0]), "T text"),
        Function.of("VALUE", "VALUE", NOTHING, a -> Texts.value(a[0]), "text number"),
        Function.of(
            "CONTAINS", "CONTAINS", FALSE, a -> Texts.contains(a[0], a[1]), Signatures.CONTAINED),
        Function.of(
            "BEGINS",
            "BEGINS",
            FALSE,
            a -> Texts.string(a[0]).startsWith(Texts.string(a[1])),
            "text text truth"),
        Function.of(
            "ENDS",
            "ENDS",
            FALSE,
            a -> Texts.string(a[0]).endsWith(Texts.string(a[1])),
            "text text truth"),
        Function.of("LEFT", "LEFT", NOTHING, a -> Texts.left(a[0], a[1]), "text number text"),
        Function.of("RIGHT", "RIGHT", NOTHING, a -> Texts.right(a[0], a[1]), "text number text"),
        Function.of("LEN", "LEN", NOTHING, a -> Texts.size(Texts.string(a[0])), "text number"),
        Function.of(
            "@size",
            "size",
            NOTHING,
            a -> Texts.size(a[0]),
            "text number",
            "list number",
            "map number"),
        Function.of("UPPER", "UPPER", NOTHING, a -> Texts.upper(a[0]), "text text"),
        Function.of("LOWER", "LOWER", NOTHING, a -> Texts.lower(a[0]), "text text"),
        Function.of("TRIM", "TRIM", NOTHING, a -> Texts.string(a[0]).strip(), "text text"),
        Function.of(
            "SUBSTITUTE",
            "SUBSTITUTE",
            NOTHING,
            a -> Texts.substitute(a[0], a[1], a[2]),
            "text text text text"));
  }

  private static List<Function> datesAndNumbers() {
    return List.of(
        Function.of(
            "DATE", "DATE", NOTHING, a -> Dates.of(a[0], a[1], a[2]), "number number number date"),
        Function.of(
            "DATEVALUE",
            "DATEVALUE",
            NOTHING,
            a -> Dates.day(a[0]),
            "text date",
            "date date",
            "datetime date"),
        Function.of(
            "DATETIMEVALUE",
            "DATETIMEVALUE",
            NOTHING,
            a -> Dates.instant(a[0]),
            "text datetime",
            "date datetime",
            "datetime datetime"),
        Function.of(
            "YEAR", "YEAR", NOTHING, a -> whole(Dates.day(a[0]).getYear()), Signatures.CALENDAR),
        Function.of(
            "MONTH",
            "MONTH",
            NOTHING,
            a -> whole(Dates.day(a[0]).getMonthValue()),
            Signatures.CALENDAR),
        Function.of(
            "DAY",
            "DAY",
            NOTHING,
            a -> whole(Dates.day(a[0]).getDayOfMonth()),
            Signatures.CALENDAR),
        Function.of("ABS", "ABS", NOTHING, a -> Numbers.number(a[0]).abs(), "number number"),
        Function.of(
            "ROUND", "ROUND", NOTHING, a -> Numbers.round(a[0], a[1]), "number number number"),
        Function.of("MIN", "MIN", NOTHING, a -> Comparison.least(a[0], a[1]), Signatures.CHOSEN),
        Function.of(
            "MAX", "MAX", NOTHING, a -> Comparison.greatest(a[0], a[1]), Signatures.CHOSEN));
  }

  private static BigDecimal whole(int number) {
    return BigDecimal.valueOf(number);
  }
}
