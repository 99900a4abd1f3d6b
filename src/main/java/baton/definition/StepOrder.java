package baton.definition;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;

/** Finds steps of one stage that wait for each other in a circle, so that none ever starts. */
final class StepOrder {
  private final Map<String, String> waitsFor = new LinkedHashMap<>();
  private final Reading reading;

  StepOrder(String stage, Reading reading) {
    this.reading = reading;
    for (var step : reading.outline().steps.values()) {
      if (step.stage().equals(stage) && step.after() != null && !step.after().equals(step.name())) {
        waitsFor.put(step.name(), step.after());
      }
    }
  }

  /** Tells each circle once, at its first step. */
  void check() {
    var seen = new LinkedHashSet<String>();
    for (var step : waitsFor.keySet()) {
      var way = new LinkedHashSet<String>();
      var at = step;
      while (at != null && seen.add(at)) {
        way.add(at);
        at = waitsFor.get(at);
      }
      if (at != null && way.contains(at)) {
        tell(at, way);
      }
    }
  }

  private void tell(String first, LinkedHashSet<String> way) {
    var circle = new LinkedHashSet<>(way);
    circle.removeIf(step -> !step.equals(first) && !inCircle(step, first));
    var outline = reading.outline().steps.get(first);
    if (outline != null) {
      reading.error(
          outline.place(),
          "The steps "
              + String.join(" → ", circle)
              + " → "
              + first
              + " wait for one another, so none of them starts",
          "Let one of them start with the stage or under another condition");
    }
  }

  private boolean inCircle(String step, String first) {
    var at = waitsFor.get(first);
    while (at != null && !at.equals(first)) {
      if (at.equals(step)) {
        return true;
      }
      at = waitsFor.get(at);
    }
    return false;
  }
}
