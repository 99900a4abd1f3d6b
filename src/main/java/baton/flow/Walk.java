package baton.flow;

import baton.expression.Bindings;
import baton.expression.ExpressionFailed;
import baton.expression.Value;
import baton.flow.Element.Action;
import baton.flow.Element.Assignment;
import baton.flow.Element.Decision;
import baton.flow.Element.Loop;
import baton.flow.Element.Screen;
import baton.flow.Element.Subflow;
import baton.flow.Progress.Cursor;
import baton.flow.Progress.Frame;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One pass of an interview, from where it stands to the next effect. Lives for one call only. */
final class Walk {
  private final Flow root;
  private final Moment moment;
  private final ArrayList<OpenFrame> frames = new ArrayList<>();
  private final ArrayList<List<Frame>> behind = new ArrayList<>();
  private final Map<String, Map<String, JsonNode>> typed;
  private final Tally tally;
  private @Nullable Outcome outcome;

  Walk(Flow root, Moment moment) {
    this.root = root;
    this.moment = moment;
    this.typed = Map.of();
    this.tally = new Tally(0, 0);
  }

  Walk(Flow root, Progress progress, Moment moment) {
    this.root = root;
    this.moment = moment;
    this.typed = progress.typed();
    this.tally = new Tally(progress.screen(), progress.calls());
    behind.addAll(progress.behind());
    for (var frame : progress.frames()) {
      frames.add(new OpenFrame(flow(frame.flow()), frame));
    }
  }

  /** Begins with {@code first} and goes on to the next effect. */
  Outcome guarded(Runnable first) {
    Runnable turn = first;
    while (true) {
      try {
        turn.run();
      } catch (Fault fault) {
        fail(fault);
      } catch (ExpressionFailed failed) {
        fail(new Fault(failed.getMessage()));
      }
      if (outcome != null) {
        return outcome;
      }
      turn = this::turn;
    }
  }

  void enter(Flow flow, Map<String, JsonNode> inputs) {
    if (frames.size() >= FlowLimits.MAX_SUBFLOW_DEPTH) {
      throw Fault.limit(
          "More than %,d flows within flows.".formatted(FlowLimits.MAX_SUBFLOW_DEPTH));
    }
    var frame = new OpenFrame(flow, inputs);
    frames.add(frame);
    try {
      flow.variables().values().forEach(variable -> begin(frame, variable, inputs));
    } catch (Fault | ExpressionFailed refused) {
      frames.remove(frame); // the fault is the caller's: it gave the inputs
      throw refused;
    }
  }

  private void begin(OpenFrame frame, Variable variable, Map<String, JsonNode> inputs) {
    var given = inputs.getOrDefault(variable.name(), OpenFrame.NOTHING);
    set(
        variable.name(),
        inputs.containsKey(variable.name()) ? given : variable.initial().evaluate(bindings(frame)));
    frame.checkRequired(variable);
  }

  void leaveScreen(Map<String, JsonNode> values) {
    behind.add(frames.stream().map(OpenFrame::frozen).toList());
    if (behind.size() > FlowLimits.MAX_SCREENS_BACK) {
      behind.remove(0);
    }
    values.forEach(this::set);
    var at = top();
    at.position = at.element().next();
  }

  void leaveAction(Map<String, JsonNode> outputs) {
    var at = top();
    if (at.element() instanceof Action action) {
      take(outputs, action.outputs());
    } else if (at.element() instanceof Element.RecordCall call) {
      take(call, outputs);
    } else {
      throw new IllegalStateException(at.position + " is no action");
    }
    leave(at);
  }

  void leaveWait() {
    leave(top());
  }

  private static void leave(OpenFrame at) {
    at.fault = null;
    at.position = at.element().next();
  }

  private void take(Element.RecordCall call, Map<String, JsonNode> outputs) {
    if (call.into() != null) {
      var found = outputs.getOrDefault(RecordAction.RECORDS, OpenFrame.NOTHING);
      set(call.into(), takesOne(call) ? found.path(0) : found);
    }
  }

  /** Into a variable that is no collection goes the first record. */
  private boolean takesOne(Element.RecordCall call) {
    return call.into() != null && !top().flow.variable(call.into()).type().collection();
  }

  /** To the nearest fault path, outwards through the flows being run; else the interview fails. */
  void fail(Fault fault) {
    var from = frames.isEmpty() ? "start" : top().position == null ? "end" : top().position;
    while (!frames.isEmpty() && !fault.isLast()) {
      var at = top();
      var path = at.faultPath();
      if (path != null) {
        at.fault = fault.text();
        at.position = path;
        return;
      }
      frames.remove(frames.size() - 1);
    }
    outcome = new Outcome.Failed(fault.text(), from);
  }

  private void turn() {
    var at = top();
    if (at.position == null) {
      leaveFlow();
      return;
    }
    tally.element();
    switch (at.element()) {
      case Screen element -> show(element);
      case Assignment element -> assign(element);
      case Decision element -> at.position = decide(element);
      case Loop element -> at.position = loop(element);
      case Subflow element -> enter(flow(element.flow()), evaluated(element.inputs()));
      case Action element -> ask(element.name(), element.action(), evaluated(element.inputs()));
      case Element.RecordCall element -> ask(element);
      case Element.Sort element ->
          change(element.into(), collecting(element.over()).sorted(element));
      case Element.Filter element ->
          change(element.into(), collecting(element.over()).filtered(element));
      case Element.Transform element ->
          change(element.into(), collecting(element.over()).transformed(element));
      case Element.Wait element -> pause(element);
      case Element.CustomError element ->
          throw new Fault(evaluate(element.message()).asText(element.name()));
    }
  }

  private void show(Screen element) {
    tally.screen();
    if (!element.allowsBack()) {
      behind.clear();
    }
    outcome = new Outcome.ShowScreen(progress(), element.name());
  }

  private void assign(Assignment element) {
    var at = top();
    for (var change : element.changes()) {
      set(change.variable(), Assigning.changed(at, change, evaluate(change.value())));
    }
    at.position = element.next();
  }

  private @Nullable String decide(Decision element) {
    var bindings = bindings(top());
    for (var possible : element.outcomes()) {
      if (possible.when().holds(bindings)) {
        return possible.next();
      }
    }
    return element.next();
  }

  private @Nullable String loop(Loop element) {
    var at = top();
    var cursor = at.cursors.get(element.name());
    var index = cursor == null ? 0 : cursor.index() + 1;
    var over = cursor == null ? at.value(element.over()) : cursor.items();
    at.dropCursorsFrom(element.name());
    if (index >= over.size()) {
      return element.next();
    }
    tally.item();
    at.cursors.put(element.name(), new Cursor(over, index));
    set(element.item(), over.get(index));
    return element.body();
  }

  private void ask(Element.RecordCall element) {
    var one = element.kind() == RecordAction.Kind.GET_RECORDS && takesOne(element);
    ask(element.name(), element.kind().spelled(), element.terms().inputs(bindings(top()), one));
  }

  private void ask(String element, String action, Map<String, JsonNode> inputs) {
    if (Sizes.bytes(inputs.values()) > FlowLimits.MAX_EXCHANGED_BYTES) {
      throw new Fault(
          "The inputs of %s take more than %,d bytes."
              .formatted(element, FlowLimits.MAX_EXCHANGED_BYTES));
    }
    var call = tally.call();
    outcome = new Outcome.PerformAction(progress(), element, action, inputs, call);
  }

  private void pause(Element.Wait element) {
    var until = Waiting.until(element, this::evaluate, moment.now());
    if (until.isAfter(moment.now())) {
      var call = tally.call();
      outcome = new Outcome.Wait(progress(), element.name(), until, call);
    } else {
      leaveWait();
    }
  }

  private void change(String variable, JsonNode value) {
    set(variable, value);
    leave(top());
  }

  private Collecting collecting(@Nullable String over) {
    var at = top();
    var items = over == null ? OpenFrame.NOTHING : at.value(over);
    tally.collected(items.size());
    return new Collecting(items, at, moment);
  }

  private void leaveFlow() {
    var outputs = top().outputs();
    if (frames.size() == 1) {
      outcome = new Outcome.Finished(outputs);
      return;
    }
    frames.remove(frames.size() - 1);
    var at = top();
    if (!(at.element() instanceof Subflow subflow)) {
      throw new IllegalStateException(at.position + " is no subflow");
    }
    take(outputs, subflow.outputs());
    at.fault = null;
    at.position = subflow.next();
  }

  private void take(Map<String, JsonNode> outputs, Map<String, String> variables) {
    variables.forEach(
        (output, variable) -> set(variable, outputs.getOrDefault(output, OpenFrame.NOTHING)));
  }

  private void set(String variable, JsonNode value) {
    top().set(variable, value);
    var bytes = 0L;
    for (var frame : frames) {
      bytes += frame.bytes;
    }
    if (bytes > FlowLimits.MAX_VARIABLE_BYTES) {
      throw Fault.limit(
          "The variables take more than %,d bytes, at %s."
              .formatted(FlowLimits.MAX_VARIABLE_BYTES, variable));
    }
  }

  private Map<String, JsonNode> evaluated(Map<String, Value> values) {
    var found = new LinkedHashMap<String, JsonNode>();
    values.forEach((name, value) -> found.put(name, evaluate(value)));
    return found;
  }

  private JsonNode evaluate(Value value) {
    return value.evaluate(bindings(top()));
  }

  private Bindings bindings(OpenFrame frame) {
    return new FlowBindings(frame.flow, frame.variables, frame.fault, moment);
  }

  private Progress progress() {
    return new Progress(
        frames.stream().map(OpenFrame::frozen).toList(),
        behind,
        tally.screens(),
        typed,
        tally.calls());
  }

  private OpenFrame top() {
    return frames.get(frames.size() - 1);
  }

  private Flow flow(String name) {
    var found = name.equals(root.name()) ? root : root.subflows().get(name);
    if (found == null) {
      throw new Fault("There is no active flow " + name + ".");
    }
    return found;
  }
}
