package baton.expression;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the two sides of one requirement; answers null where it told a problem. */
record Sides(Requirement requirement, Scope scope, Consumer<Problem> problems) {
  private static final Pattern NAME = Pattern.compile("\\$?\\w+(\\.\\w+)*");

  /** A declared name, or a field behind one. */
  Side.@Nullable Computed name(String name) {
    if (!NAME.matcher(name).matches()) {
      wrong(
          requirement.leftPlace(),
          "the left side must be a name, not '" + Texts.brief(name) + "'",
          "write a name, or use a formula");
      return null;
    }
    var expression =
        Expression.compile(
            name, scope, Type.ANY, requirement.leftPlace(), toldAt(requirement.leftPlace()));
    return expression == null ? null : new Side.Computed(expression);
  }

  /** Of an operator that asks about the left side alone: true or false, true when absent. */
  Side.@Nullable Fixed wanted() {
    var right = requirement.right();
    if (isAbsent(right) || right.isBoolean()) {
      return new Side.Fixed(isAbsent(right) || right.booleanValue(), SimpleType.BOOL);
    }
    wrong(
        requirement.rightPlace(),
        "the right side of " + requirement.operator() + " must be true or false",
        "write true or false, or leave it out for true");
    return null;
  }

  /** What the left side, of this kind, is compared with. */
  @Nullable Side right(CelType left) {
    var written = requirement.right();
    if (isAbsent(written)) {
      wrong(
          requirement.rightPlace(),
          requirement.operator() + " needs a right side",
          "add one, or use IsNull to ask whether there is a value");
      return null;
    }
    return switch (read(written)) {
      case null -> null;
      case Value.Computed computed -> new Side.Computed(computed.expression());
      case Value.Literal literal -> literal(literal.value(), left);
    };
  }

  private @Nullable Side literal(JsonNode value, CelType left) {
    var dated = left.equals(Kinds.DATE) || left.equals(Kinds.DATE_TIME);
    try {
      var read = Data.read(value);
      return new Side.Fixed(dated ? dated(read) : read, kind(value, left));
    } catch (NoAnswer wrong) {
      wrong(requirement.rightPlace(), String.valueOf(wrong.getMessage()), "correct the right side");
      return null;
    }
  }

  /** A text beside a date is read as one, now, so that a wrong one is told. */
  private static Object dated(Object literal) {
    return switch (literal) {
      case String text -> text.length() > 10 ? Dates.dateTime(text) : Dates.date(text);
      case List<?> list -> list.stream().map(Sides::dated).toList();
      default -> literal;
    };
  }

  private static CelType kind(JsonNode value, CelType left) {
    return switch (value.getNodeType()) {
      case STRING ->
          left.equals(Kinds.DATE) || left.equals(Kinds.DATE_TIME) ? left : SimpleType.STRING;
      case NUMBER -> Kinds.NUMBER;
      case BOOLEAN -> SimpleType.BOOL;
      case ARRAY -> ListType.create(elementKind(value, left));
      case OBJECT, NULL, MISSING, BINARY, POJO -> SimpleType.DYN;
    };
  }

  /** The kind of all elements; of the first that does not fit the left side, if one does not. */
  private static CelType elementKind(JsonNode array, CelType left) {
    var kinds = new ArrayList<CelType>();
    array.forEach(each -> kinds.add(kind(each, left)));
    return kinds.stream()
        .filter(each -> !Kinds.fits(each, left))
        .findFirst()
        .orElse(kinds.stream().distinct().count() == 1 ? kinds.getFirst() : SimpleType.DYN);
  }

  private @Nullable Value read(JsonNode written) {
    var place = requirement.rightPlace();
    return Value.read(written, scope, Type.ANY, place, toldAt(place));
  }

  /** Where only the place of the whole is known, columns within a side would mislead. */
  private Consumer<Problem> toldAt(Place side) {
    var whole = requirement.place();
    return side.equals(whole)
        ? each ->
            problems.accept(new Problem(each.severity(), whole, each.message(), each.remedy()))
        : problems;
  }

  private static boolean isAbsent(JsonNode node) {
    return node.isNull() || node.isMissingNode();
  }

  void wrong(Place place, String message, String remedy) {
    problems.accept(Problem.error(place, message, remedy));
  }
}
