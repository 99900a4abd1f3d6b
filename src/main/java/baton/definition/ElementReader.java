package baton.definition;

import baton.document.Fields;
import baton.document.Node;
import org.jspecify.annotations.Nullable;

/** Reads what stands in the list of stages: stages and decisions. */
final class ElementReader {
  private final Reading reading;

  ElementReader(Reading reading) {
    this.reading = reading;
  }

  /**
   * @param following the next element of the list, null behind the last
   */
  @Nullable ElementDefinition read(Node node, @Nullable String following) {
    if (node instanceof Node.Mapping mapping) {
      if (mapping.entries().containsKey("stage")) {
        return new StageReader(reading).read(node, following);
      }
      if (mapping.entries().containsKey("decision")) {
        return new DecisionReader(reading).read(node, following);
      }
      if (mapping.entries().containsKey(NotYet.WAIT.field)) {
        var known = mapping.entries().keySet().toArray(String[]::new);
        var fields = Fields.of(mapping, "a wait", reading.problems(), known);
        if (fields != null) {
          NotYet.tell(fields, NotYet.WAIT);
        }
        return null;
      }
    }
    reading.error(
        node.place(),
        "Here should be a stage or a decision",
        "Begin it with `stage:` or `decision:` and its name");
    return null;
  }
}
