package baton.view;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** A place in the list of runs, and the pointer to the run that stands there. */
record RunPlace(Instant startedAt, String runId) implements Comparable<RunPlace> {
  /** Sorts behind every id of a run. */
  private static final String BEHIND = "~";

  private static final Comparator<RunPlace> ORDER =
      Comparator.comparing(RunPlace::startedAt).thenComparing(RunPlace::runId);

  static RunPlace before(Instant at) {
    return new RunPlace(at, "");
  }

  static RunPlace behind(Instant at) {
    return new RunPlace(at, BEHIND);
  }

  static Optional<RunPlace> parse(String text) {
    var parts = text.split("~", 2);
    try {
      var at = Instant.ofEpochMilli(Long.parseLong(parts[0]));
      return parts.length < 2 ? Optional.empty() : Optional.of(new RunPlace(at, parts[1]));
    } catch (NumberFormatException noPlace) {
      return Optional.empty();
    }
  }

  @Override
  public int compareTo(RunPlace other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return startedAt.toEpochMilli() + "~" + runId;
  }
}
