package baton.run;

import java.util.Optional;

/** Names the work item of one step run: {@code <run>.<step>.<visit>}. */
public record WorkItemId(String runId, String step, int visit) {
  public static Optional<WorkItemId> parse(String text) {
    var last = text.lastIndexOf('.');
    var first = text.indexOf('.');
    if (first <= 0 || last <= first + 1) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new WorkItemId(
              text.substring(0, first),
              text.substring(first + 1, last),
              Integer.parseInt(text.substring(last + 1))));
    } catch (NumberFormatException noVisit) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return runId + "." + step + "." + visit;
  }
}
