package baton.expression;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Checks requirements and makes them ready; the tests are the functions of formulas. */
final class Operators {
  private static final String RECORD = "$Record";
  private static final String PRIOR = "$Record__Prior";

  private final int number;
  private final Requirement requirement;
  private final Sides sides;

  private Operators(int number, Requirement requirement, Sides sides) {
    this.number = number;
    this.requirement = requirement;
    this.sides = sides;
  }

  /** Those that are right; each of the others has told its problem. */
  static List<Comparing> ready(
      List<Requirement> requirements, Scope scope, Consumer<Problem> problems) {
    var ready = new ArrayList<Comparing>();
    for (var at = 0; at < requirements.size(); at++) {
      var each = requirements.get(at);
      var one = new Operators(at + 1, each, new Sides(each, scope, problems)).ready();
      if (one != null) {
        ready.add(one);
      }
    }
    return ready;
  }

  private @Nullable Comparing ready() {
    var left = requirement.left();
    return switch (requirement.operator()) {
      case EqualTo -> between("@eq");
      case NotEqualTo -> between("@ne");
      case GreaterThan -> between("@gt");
      case GreaterThanOrEqualTo -> between("@ge");
      case LessThan -> between("@lt");
      case LessThanOrEqualTo -> between("@le");
      case StartsWith -> between("BEGINS");
      case EndsWith -> between("ENDS");
      case Contains -> between("CONTAINS");
      case In -> between("@member");
      case NotIn -> between("@stranger");
      case IsNull -> about(left, value -> !present(value));
      case IsBlank -> about(left, Texts::blank);
      case IsEmpty -> about(left, Operators::empty, "@size");
      case IsChanged -> changed();
      case WasSet -> ofRecord() ? setNow() : about(left, Operators::present);
      case WasVisited -> about(left + ".Visited", Fields::truth, "@truth");
      case HasError -> about(left + ".Status", "Error"::equals);
    };
  }

  private @Nullable Comparing between(String name) {
    var left = sides.name(requirement.left());
    var right = left == null ? null : sides.right(left.kind());
    if (left == null || right == null) {
      return null;
    }
    var function = Functions.named(name);
    if (!function.accepts(left.kind(), right.kind())) {
      sides.wrong(
          requirement.place(),
          "%s cannot compare %s with %s"
              .formatted(
                  requirement.operator(), Kinds.words(left.kind()), Kinds.words(right.kind())),
          "use another operator, or a right side that fits " + requirement.left());
      return null;
    }
    return new Comparing(
        number,
        requirement,
        left,
        right,
        (one, other, bindings) -> function.apply(new Object[] {one, other}) == Boolean.TRUE);
  }

  private @Nullable Comparing about(String name, Predicate<Object> predicate) {
    return about(name, predicate, "ISNULL");
  }

  /**
   * @param taken a function that takes the same kinds
   */
  private @Nullable Comparing about(String name, Predicate<Object> predicate, String taken) {
    var left = sides.name(name);
    var wanted = sides.wanted();
    if (left == null || wanted == null) {
      return null;
    }
    if (!Functions.named(taken).accepts(left.kind())) {
      sides.wrong(
          requirement.place(),
          requirement.operator() + " cannot be asked of " + Kinds.words(left.kind()),
          "use IsNull, or another name");
      return null;
    }
    return new Comparing(
        number,
        requirement,
        left,
        wanted,
        (value, yes, bindings) -> predicate.test(value) == yes.equals(true));
  }

  /** Differs from before. A record that was just created has no before and has not changed. */
  private @Nullable Comparing changed() {
    if (!ofRecord()) {
      sides.wrong(
          requirement.leftPlace(),
          "IsChanged needs a field of " + RECORD + ", not '" + requirement.left() + "'",
          "write " + RECORD + " and the field, such as " + RECORD + ".Status");
      return null;
    }
    return beside((value, record, before) ->
        present(record) && !Data.write(value).equals(Data.write(before)));
  }

  private @Nullable Comparing setNow() {
    return beside((value, record, before) -> present(value) && !present(before));
  }

  @FunctionalInterface
  private interface BesidePrior {
    boolean holds(Object value, Object priorRecord, Object priorValue);
  }

  private @Nullable Comparing beside(BesidePrior test) {
    var left = sides.name(requirement.left());
    var wanted = sides.wanted();
    var record = left == null ? null : sides.name(PRIOR);
    var prior =
        record == null ? null : sides.name(PRIOR + requirement.left().substring(RECORD.length()));
    if (left == null || wanted == null || record == null || prior == null) {
      return null;
    }
    var names = new HashSet<>(record.names());
    names.addAll(prior.names());
    return new Comparing(
        number,
        requirement,
        left,
        wanted,
        names,
        (value, yes, bindings) ->
            test.holds(value, record.value(bindings), prior.value(bindings)) == yes.equals(true));
  }

  private boolean ofRecord() {
    return requirement.left().equals(RECORD) || requirement.left().startsWith(RECORD + ".");
  }

  private static boolean present(Object value) {
    return value != Data.NOTHING;
  }

  private static boolean empty(Object value) {
    return !present(value) || Texts.size(value).equals(BigDecimal.ZERO);
  }
}
