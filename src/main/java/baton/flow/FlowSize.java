package baton.flow;

import baton.document.Document;
import baton.document.Fields;
import baton.document.Node;
import baton.document.Values;
import java.util.Set;
import java.util.stream.Stream;

/** How large a flow is, told before any of it is compiled, because compiling takes time. */
final class FlowSize {
  /** The fields that are expressions without a leading {@code =}. */
  private static final Set<String> CONDITIONS = Set.of("when", "left", "visible", "formula");

  private FlowSize() {}

  static boolean isTooLarge(Document document, Fields flow) {
    var resources =
        Stream.of("variables", "constants", "formulas", "templates")
            .mapToInt(field -> flow.mapping(field).size())
            .sum();
    return tooMany(flow.list("elements").size(), FlowLimits.MAX_ELEMENTS_DEFINED, "elements", flow)
        || tooMany(
            resources,
            FlowLimits.MAX_RESOURCES,
            "variables, constants, formulas and templates",
            flow)
        || tooMany(
            expressions(document.root()) + flow.mapping("formulas").size(),
            FlowLimits.MAX_EXPRESSIONS,
            "expressions",
            flow);
  }

  private static boolean tooMany(int count, int most, String what, Fields flow) {
    if (count > most) {
      flow.error(
          flow.place(),
          "There are %,d %s; there can be %,d".formatted(count, what, most),
          "Move a part of it into a flow of its own, and call that with `subflow`");
    }
    return count > most;
  }

  private static int expressions(Node node) {
    return switch (node) {
      case Node.Scalar scalar -> Values.isComputed(scalar) ? 1 : merges(scalar);
      case Node.Items items -> items.nodes().stream().mapToInt(FlowSize::expressions).sum();
      case Node.Mapping mapping ->
          mapping.entries().entrySet().stream()
              .mapToInt(entry ->
                  expressions(entry.getValue().node())
                      + (CONDITIONS.contains(entry.getKey()) ? 1 : 0))
              .sum();
    };
  }

  /** The expressions of a template. */
  private static int merges(Node.Scalar scalar) {
    return scalar.isText() ? scalar.json().textValue().split("\\{!", -1).length - 1 : 0;
  }
}
