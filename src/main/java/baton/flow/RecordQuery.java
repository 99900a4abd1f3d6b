package baton.flow;

import baton.expression.Bindings;
import baton.expression.Condition;
import baton.expression.Operator;
import baton.expression.Place;
import baton.expression.Problem;
import baton.expression.Requirement;
import baton.expression.Scope;
import baton.expression.Type;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds, among the records it is shown, those that are wanted: the first so many in an order, of
 * those that hold a condition. Lives for one call only.
 */
final class RecordQuery {
  /** The operators that can be asked of a record as it stands. */
  static final List<Operator> OPERATORS =
      List.of(
          Operator.EqualTo,
          Operator.NotEqualTo,
          Operator.GreaterThan,
          Operator.GreaterThanOrEqualTo,
          Operator.LessThan,
          Operator.LessThanOrEqualTo,
          Operator.StartsWith,
          Operator.EndsWith,
          Operator.Contains,
          Operator.In,
          Operator.NotIn,
          Operator.IsNull,
          Operator.IsBlank,
          Operator.IsEmpty);

  private static final Set<Operator> ASKING_ALONE =
      Set.of(Operator.IsNull, Operator.IsBlank, Operator.IsEmpty);

  private static final String RECORD = "record";

  /**
   * How many conditions are kept compiled: compiling one takes longer than asking it of records.
   */
  static final int MOST_KEPT_CONDITIONS = 1_000;

  private record Asked(List<Requirement> requirements, String logic) {}

  private static final Map<Asked, Condition> COMPILED = new ConcurrentHashMap<>();

  private final @Nullable Condition condition;
  private final Map<String, JsonNode> values;
  private final Ordering ordering;
  private final int limit;
  private final List<JsonNode> found = new ArrayList<>();

  private RecordQuery(
      @Nullable Condition condition, Map<String, JsonNode> values, Ordering ordering, int limit) {
    this.condition = condition;
    this.values = values;
    this.ordering = ordering;
    this.limit = limit;
  }

  /**
   * @throws ActionFailed where the inputs say nothing that records can be asked
   */
  static RecordQuery of(ActionCall call) {
    var values = new HashMap<String, JsonNode>();
    var requirements = new ArrayList<Requirement>();
    for (var each : call.input(RecordAction.WHERE)) {
      var operator = Operator.valueOf(each.path("operator").asText());
      var name = "value" + requirements.size();
      var value = each.path("value");
      values.put(name, value.isMissingNode() ? NullNode.instance : value);
      requirements.add(requirement(each.path("field").asText(), operator, name, value));
    }
    var keys = new ArrayList<Ordering.Key>();
    for (var each : call.input(RecordAction.SORT)) {
      keys.add(
          new Ordering.Key(each.path("by").asText(), each.path("descending").asBoolean(false)));
    }
    return new RecordQuery(
        condition(requirements, call.text(RecordAction.LOGIC, "all"), values.keySet()),
        values,
        new Ordering(keys),
        limit(call.input(RecordAction.LIMIT)));
  }

  private static int limit(JsonNode given) {
    if (given.isNull()) {
      return FlowLimits.MAX_ITEMS;
    }
    if (!given.canConvertToInt()
        || given.decimalValue().stripTrailingZeros().scale() > 0
        || given.intValue() < 0
        || given.intValue() > FlowLimits.MAX_ITEMS) {
      throw ActionFailed.forGood(
          "The limit must be a whole number from 0 to %,d.".formatted(FlowLimits.MAX_ITEMS));
    }
    return given.intValue();
  }

  private static @Nullable Condition condition(
      List<Requirement> requirements, String logic, Set<String> values) {
    if (requirements.isEmpty()) {
      return null;
    }
    var asked = new Asked(List.copyOf(requirements), logic);
    var known = COMPILED.get(asked);
    if (known != null) {
      return known;
    }
    var problems = new ArrayList<Problem>();
    var condition = compile(requirements, logic, Place.NOWHERE, values, problems::add);
    if (condition == null) {
      throw ActionFailed.forGood(
          "The records cannot be asked this: " + problems.get(0).message() + ".");
    }
    if (COMPILED.size() >= MOST_KEPT_CONDITIONS) {
      COMPILED.clear(); // those in use are soon here again
    }
    COMPILED.put(asked, condition);
    return condition;
  }

  /** Whether the requirements can be asked at all; tells where they cannot. */
  static @Nullable Condition compile(
      List<Requirement> requirements,
      String logic,
      Place place,
      Set<String> values,
      Consumer<Problem> problems) {
    var names = new HashMap<String, Type>();
    names.put(RECORD, Type.RECORD);
    values.forEach(name -> names.put(name, Type.ANY));
    return Condition.ofRequirements(requirements, logic, place, new Scope(names), problems);
  }

  /** The value goes in by a name, so that no text is taken for an expression. */
  static Requirement requirement(
      String field, Operator operator, String valueName, JsonNode value) {
    var right = ASKING_ALONE.contains(operator) ? value : TextNode.valueOf("=" + valueName);
    return new Requirement(RECORD + "." + field, operator, right, Place.NOWHERE);
  }

  static boolean asksAlone(Operator operator) {
    return ASKING_ALONE.contains(operator);
  }

  /** Shows it a record; one is as {@link RecordAction#json} writes it. */
  void see(JsonNode record) {
    if (condition != null && !condition.holds(bindings(record))) {
      return;
    }
    found.add(record);
    if (found.size() >= 2L * Math.max(limit, 1)) {
      cut();
    }
  }

  private Bindings bindings(JsonNode record) {
    return name -> name.equals(RECORD) ? record : values.getOrDefault(name, NullNode.instance);
  }

  /** Nothing that is still to come can change the answer. */
  boolean hasEnough() {
    return ordering.keys().isEmpty() && found.size() >= limit;
  }

  List<JsonNode> found() {
    cut();
    return List.copyOf(found);
  }

  private void cut() {
    if (!ordering.keys().isEmpty()) {
      found.sort(ordering);
    }
    if (found.size() > limit) {
      found.subList(limit, found.size()).clear();
    }
  }
}
