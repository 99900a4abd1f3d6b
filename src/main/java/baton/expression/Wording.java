package baton.expression;

import dev.cel.common.CelIssue;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Says in our words what the library's parser or checker says in its own. */
final class Wording {
  private static final Pattern OVERLOAD =
      Pattern.compile(
          "found no matching overload for '(.+?)' applied to '\\((.*?)\\)'.*", Pattern.DOTALL);
  private static final Pattern QUOTED =
      Pattern.compile(".*? '(.*?)'( expecting.*)?", Pattern.DOTALL);
  private static final Pattern UNKNOWN_CHARACTER =
      Pattern.compile(".*token recognition error at: '(.*)'.*", Pattern.DOTALL);

  private static final String TOO_DEEP =
      "the expression is nested deeper than " + Limits.MAX_DEPTH + " levels";

  private Wording() {}

  static void ofParser(CelIssue issue, Complaints complaints) {
    var message = issue.getMessage();
    var line = issue.getSourceLocation().getLine();
    var column = issue.getSourceLocation().getColumn();
    if (message.contains("recursion limit")) {
      tooDeep(line, column, complaints);
    } else if (message.contains("reserved identifier")) {
      var word = message.substring(message.lastIndexOf(':') + 1).strip();
      complaints.at(line, column, "'" + word + "' is a reserved word", "use another name");
    } else if (message.contains("simple name")) {
      complaints.at(
          line,
          column,
          "the variable of a macro must be a simple name",
          "write lines.all(line, …)");
    } else if (message.contains("overwrites accumulator")) {
      complaints.at(line, column, "this name is taken", "use another name for the variable");
    } else if (message.contains("has() macro")) {
      complaints.at(
          line, column, "has(…) needs a field of a record", "write has(name.field), or ISNULL(…)");
    } else if (message.contains("For input string")) {
      complaints.at(
          line, column, "the number has too many digits", "write it with a decimal point");
    } else if (message.contains("'<EOF>'")) {
      complaints.at(
          line, column, "the expression ends too early", "complete it, or close an open bracket");
    } else {
      var character = UNKNOWN_CHARACTER.matcher(message);
      var quoted = QUOTED.matcher(message);
      var found =
          character.matches() ? character.group(1) : quoted.matches() ? quoted.group(1) : "";
      complaints.at(
          line,
          column,
          found.isEmpty() ? "this is not an expression" : "'" + found + "' is not expected here",
          remedy(found.strip()));
    }
  }

  static void tooDeep(long node, Complaints complaints) {
    complaints.at(node, TOO_DEEP, "split it into formulas or requirements");
  }

  private static void tooDeep(int line, int column, Complaints complaints) {
    complaints.at(line, column, TOO_DEEP, "split it into formulas or requirements");
  }

  private static String remedy(String found) {
    if (found.startsWith("'") || found.startsWith("\"")) {
      return "close the text with the same quote; a backslash is written \\\\";
    }
    if (found.startsWith("=")) {
      return "write == to compare";
    }
    return switch (found) {
      case ">" -> "write != to compare for being different";
      case "and", "AND", "&" -> "write && or AND(…)";
      case "or", "OR", "|" -> "write || or OR(…)";
      case "not", "NOT" -> "write ! or NOT(…)";
      default -> "write an expression such as amount > 100 && status == 'open'";
    };
  }

  static void ofChecker(CelIssue issue, Complaints complaints) {
    var line = issue.getSourceLocation().getLine();
    var column = issue.getSourceLocation().getColumn();
    var overload = OVERLOAD.matcher(issue.getMessage());
    if (overload.matches()) {
      mismatch(line, column, overload.group(1), kinds(overload.group(2)), complaints);
    } else {
      complaints.at(line, column, issue.getMessage(), "correct the expression");
    }
  }

  private static void mismatch(
      int line, int column, String name, List<String> kinds, Complaints complaints) {
    var function = Functions.ALL.get(name);
    var shown = function == null ? name : function.shown();
    var given = String.join(" and ", kinds);
    switch (name) {
      case "@truth" ->
          complaints.at(
              line,
              column,
              "a condition must be true or false, not " + given,
              "compare it with something");
      case "@field" ->
          complaints.at(
              line, column, kinds.getFirst() + " has no fields", "remove the dot and the field");
      case "@each" ->
          complaints.at(
              line,
              column,
              "all, exists, filter and map need a collection, not " + given,
              "use a name that holds a collection");
      case "_?_:_" ->
          complaints.at(
              line,
              column,
              "both results of a choice must be of one kind, not "
                  + String.join(" and ", kinds.subList(1, kinds.size())),
              "convert one, for example with TEXT(…) or VALUE(…)");
      default ->
          complaints.at(
              line,
              column,
              "'%s' cannot be used with %s".formatted(shown, given),
              "convert one side: TEXT(…), VALUE(…), DATEVALUE(…), DATETIMEVALUE(…)");
    }
  }

  static String conversionTo(Type type) {
    if (type.collection()) {
      return "write a collection such as ['a', 'b']";
    }
    return switch (type.kind()) {
      case TEXT, PICKLIST -> "convert it with TEXT(…)";
      case NUMBER, CURRENCY -> "convert it with VALUE(…)";
      case BOOLEAN -> "compare it with something";
      case DATE -> "convert it with DATEVALUE(…)";
      case DATE_TIME -> "convert it with DATETIMEVALUE(…)";
      case MULTI_PICKLIST -> "write a collection such as ['a', 'b']";
      case RECORD, ANY -> "use another name";
    };
  }

  /** Splits {@code number, list(string)} at the commas that are not inside brackets. */
  private static List<String> kinds(String printed) {
    return Arrays.stream(printed.split(", (?![^(]*\\))")).map(Kinds::words).toList();
  }
}
