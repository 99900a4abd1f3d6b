package baton.definition;

import baton.definition.AssigneeCatalog.Standing;
import baton.definition.InteractiveStepDefinition.AssigneeDefinition;
import baton.document.Fields;
import baton.document.Node;
import baton.document.Values;
import baton.expression.Place;
import baton.expression.Type;
import baton.expression.Value;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads who the work items of a step go to, and who they go to otherwise. */
final class AssigneeReader {
  private static final String REMEDY =
      "Write `user`, `group` or `queue` with a name, or with an expression that begins with `=`";

  private final Reading reading;

  AssigneeReader(Reading reading) {
    this.reading = reading;
  }

  record Assignment(AssigneeDefinition first, @Nullable AssigneeDefinition otherwise) {}

  @Nullable Assignment read(Fields step) {
    var node = step.node("assign");
    if (node == null) {
      if (!step.has("assign")) {
        step.missing("assign", "Say who it goes to, such as `assign: { queue: hr }`");
      }
      return null;
    }
    var fields =
        Fields.of(node, "an assignment", reading.problems(), "user", "group", "queue", "otherwise");
    if (fields == null) {
      return null;
    }
    var first = assignee(fields);
    var other = fields.node("otherwise");
    var otherFields =
        other == null
            ? null
            : Fields.of(
                other, "the other assignment", reading.problems(), "user", "group", "queue");
    var otherwise = otherFields == null ? null : assignee(otherFields);
    return first == null ? null : new Assignment(first, otherwise);
  }

  private @Nullable AssigneeDefinition assignee(Fields fields) {
    var word = fields.oneOf(REMEDY, "user", "group", "queue");
    var node = word == null ? null : fields.node(word);
    if (word == null || node == null) {
      return null;
    }
    var kind = Assignee.Kind.valueOf(word.toUpperCase(Locale.ROOT));
    var name = Values.read(node, reading.scope(), Type.TEXT, reading.problems());
    if (name instanceof Value.Literal literal && node instanceof Node.Scalar scalar) {
      check(new Assignee(kind, literal.value().asText()), scalar.place());
    }
    return name == null ? null : new AssigneeDefinition(kind, name);
  }

  private void check(Assignee assignee, Place place) {
    var standing = reading.known().assignees().get(assignee);
    if (standing == null || standing == Standing.ACTIVE) {
      return;
    }
    var words = assignee.kind().name().toLowerCase(Locale.ROOT) + " `" + assignee.name() + "`";
    reading.error(
        place,
        standing == Standing.INACTIVE ? "The " + words + " is not active" : "There is no " + words,
        standing == Standing.INACTIVE
            ? "Activate it, or assign to another"
            : "Create it, assign to another, or write an expression that begins with `=`");
  }
}
