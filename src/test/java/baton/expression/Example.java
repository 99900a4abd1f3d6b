package baton.expression;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** A scope with a name of every type, some of them without a value, for the tests of this room. */
final class Example {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  static final Place PLACE = new Place("onboarding.yaml", "", 10, 5);

  static final Scope SCOPE =
      new Scope(
          Map.ofEntries(
              Map.entry("amount", Type.NUMBER),
              Map.entry("price", Type.of(Type.Kind.CURRENCY)),
              Map.entry("name", Type.TEXT),
              Map.entry("ok", Type.BOOLEAN),
              Map.entry("due", Type.DATE),
              Map.entry("sent", Type.DATE_TIME),
              Map.entry("color", Type.of(Type.Kind.PICKLIST)),
              Map.entry("skills", Type.of(Type.Kind.MULTI_PICKLIST)),
              Map.entry("tags", Type.collectionOf(Type.Kind.TEXT)),
              Map.entry("days", Type.collectionOf(Type.Kind.DATE)),
              Map.entry("lines", Type.collectionOf(Type.Kind.RECORD)),
              Map.entry("empty", Type.collectionOf(Type.Kind.TEXT)),
              Map.entry("any", Type.ANY),
              Map.entry("noNumber", Type.NUMBER),
              Map.entry("noText", Type.TEXT),
              Map.entry("noTruth", Type.BOOLEAN),
              Map.entry("noDate", Type.DATE),
              Map.entry("noDateTime", Type.DATE_TIME),
              Map.entry("noTags", Type.collectionOf(Type.Kind.TEXT)),
              Map.entry("noAny", Type.ANY),
              Map.entry("wrongDate", Type.DATE),
              Map.entry("prepare.Status", Type.TEXT),
              Map.entry("prepare.Visited", Type.BOOLEAN),
              Map.entry("review.Status", Type.TEXT),
              Map.entry("review.Visited", Type.BOOLEAN),
              Map.entry("collect.Outputs.contract", Type.TEXT),
              Map.entry("$Record", Type.RECORD),
              Map.entry("$Record__Prior", Type.RECORD),
              Map.entry("$Orchestration.Instance", Type.TEXT),
              Map.entry("$Flow.CurrentDate", Type.DATE),
              Map.entry("$Flow.CurrentDateTime", Type.DATE_TIME)));

  static final JsonNode DATA =
      json(
          """
          {"amount": 1.5, "price": 200, "name": "Ada", "ok": true, "due": "2026-01-31",
           "sent": "2026-01-31T12:00:00+02:00", "color": "red", "skills": ["java", "sql"],
           "tags": ["a", "b"], "days": ["2026-01-31"], "lines": [{"n": 1}, {"n": 2, "sku": "X"}],
           "empty": [], "any": {"deep": {"er": 7}}, "wrongDate": "soon",
           "prepare.Status": "Completed", "prepare.Visited": true,
           "review.Status": "Error", "review.Visited": false,
           "collect.Outputs.contract": "permanent",
           "$Record": {"Status": "Hired", "Hired": "2026-02-01", "Salary": 5000, "Team": "a",
                       "Nothing": null, "Owner": {"Name": "Bo"}},
           "$Record__Prior": {"Status": "Offer", "Salary": 5000.0, "Team": null},
           "$Orchestration.Instance": "run-1",
           "$Flow.CurrentDate": "2026-02-01", "$Flow.CurrentDateTime": "2026-02-01T08:30:00Z"}
          """);

  static final Bindings BINDINGS = DATA::path;

  private Example() {}

  static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (IOException wrong) {
      throw new UncheckedIOException(wrong);
    }
  }

  static Expression expression(String source) {
    return right((where, problems) -> Expression.compile(source, SCOPE, Type.ANY, where, problems));
  }

  static JsonNode evaluate(String source) {
    return expression(source).evaluate(BINDINGS);
  }

  static Requirement requirement(String left, Operator operator, String right) {
    return new Requirement(left, operator, right.isEmpty() ? json("null") : json(right), PLACE);
  }

  static Condition condition(String logic, Requirement... requirements) {
    return right((where, problems) ->
        Condition.ofRequirements(List.of(requirements), logic, where, SCOPE, problems));
  }

  /** What compiles without a problem. */
  static <T> T right(BiFunction<Place, Consumer<Problem>, T> compile) {
    var problems = new ArrayList<Problem>();
    var result = compile.apply(PLACE, problems::add);
    if (!problems.isEmpty() || result == null) {
      throw new AssertionError("unexpected problems: " + problems);
    }
    return result;
  }

  /** The problems of what does not compile, as {@code line:column message}. */
  static List<String> wrong(BiFunction<Place, Consumer<Problem>, ?> compile) {
    var problems = new ArrayList<Problem>();
    var result = compile.apply(PLACE, problems::add);
    if (problems.isEmpty() || result != null) {
      throw new AssertionError("expected problems, got " + problems + " and " + result);
    }
    return problems.stream()
        .map(each -> each.place().line() + ":" + each.place().column() + " " + each.message())
        .toList();
  }
}
