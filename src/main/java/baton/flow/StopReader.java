package baton.flow;

import baton.document.Fields;
import baton.expression.Type;
import baton.expression.Value;
import baton.flow.FlowGraph.Written;
import org.jspecify.annotations.Nullable;

/** Reads the elements that stop an interview: a wait for a time, a custom error for good. */
final class StopReader {
  private final Reading reading;
  private final FlowGraph graph;

  StopReader(Reading reading, FlowGraph graph) {
    this.reading = reading;
    this.graph = graph;
  }

  @Nullable Element pause(Written written) {
    var fields =
        Fields.of(
            written.node(),
            "a wait",
            reading.problems(),
            "wait",
            "label",
            "for",
            "until",
            "next",
            "fault");
    if (fields == null) {
      return null;
    }
    if (reading.kind() != Flow.Kind.AUTOLAUNCHED) {
      fields.error(
          fields.nameOf("wait"),
          reading.kind() == Flow.Kind.SCREEN
              ? "A screen flow cannot wait: a person would have to wait with it"
              : "An evaluation flow must not wait",
          "Wait in an autolaunched flow, run by an asynchronous background step");
    }
    var which = fields.oneOf("Write `for: 2h`, or `until: 2026-01-31T10:00:00Z`", "for", "until");
    var duration = "for".equals(which) ? reading.value(fields, "for", Type.ANY) : null;
    var until = "until".equals(which) ? reading.value(fields, "until", Type.ANY) : null;
    check(fields, duration, until);
    return duration == null && until == null
        ? null
        : new Element.Wait(
            written.name(),
            label(fields, written),
            duration,
            until,
            graph.next(fields, "next", graph.following(written)),
            graph.next(fields, "fault", null));
  }

  private static void check(Fields fields, @Nullable Value duration, @Nullable Value until) {
    if (duration instanceof Value.Literal length
        && !length.value().isNumber()
        && Waiting.length(length.value().asText("")).isEmpty()) {
      fields.error(
          fields.placeOf("for"),
          "`" + length.value().asText() + "` is no length of time",
          "Write one such as `30s`, `5m`, `4h` or `2d`, or a number of seconds");
    }
    if (until instanceof Value.Literal time && Waiting.time(time.value().asText("")).isEmpty()) {
      fields.error(
          fields.placeOf("until"),
          "`" + time.value().asText() + "` is no time",
          "Write one such as `2026-01-31T10:00:00Z`, or an expression that begins with `=`");
    }
  }

  @Nullable Element error(Written written) {
    var fields =
        Fields.of(
            written.node(),
            "a custom error",
            reading.problems(),
            "custom_error",
            "label",
            "message",
            "fault");
    if (fields == null) {
      return null;
    }
    FlowGraph.refuseFault(
        fields,
        "A custom error always fails, so it has no fault path of its own",
        "Lead to what should follow instead, or write `fault` at the subflow that calls this flow");
    if (!fields.has("message")) {
      fields.missing("message", "Write the words of the error as `message`");
    }
    var message = reading.value(fields, "message", Type.TEXT);
    return message == null
        ? null
        : new Element.CustomError(written.name(), label(fields, written), message);
  }

  private static String label(Fields fields, Written written) {
    var label = fields.text("label");
    return label == null ? written.name() : label;
  }
}
