package baton.view;

import baton.run.RunRow;
import baton.run.RunStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** Something that runs are found by, and how the pointers to them are spread over partitions. */
record RunKey(Kind kind, String value) {
  /**
   * What a key is. The more runs may begin in a moment that it leads to, the shorter the spans of
   * time and the more slices; a key that most runs lose again needs few partitions, because all of
   * them are looked into.
   */
  enum Kind {
    ALL(Duration.ofMinutes(5), 4),
    ORCHESTRATION(Duration.ofMinutes(5), 4),
    /** Every status but Completed: those runs are most of all, and found well enough without. */
    STATUS(Duration.ofHours(1), 4),
    /** The stage that a run which has not ended is in. */
    STAGE(Duration.ofHours(1), 4),
    BUSINESS_KEY(Duration.ofHours(1), 1),
    RECORD(Duration.ofHours(1), 1),
    INPUT(Duration.ofHours(1), 1),
    /** The run that a run does a step of. */
    PARENT(Duration.ofHours(1), 1);

    private final Duration span;
    private final int slices;

    Kind(Duration span, int slices) {
      this.span = span;
      this.slices = slices;
    }
  }

  static final RunKey ALL = new RunKey(Kind.ALL, "");

  static RunKey input(String name, String value) {
    return new RunKey(Kind.INPUT, name + "=" + value);
  }

  /** All keys under which a run is found as it is now. */
  static Set<RunKey> of(RunRow row) {
    var keys = new LinkedHashSet<RunKey>();
    keys.add(ALL);
    keys.add(new RunKey(Kind.ORCHESTRATION, row.orchestration()));
    if (row.status() != RunStatus.Completed) {
      keys.add(new RunKey(Kind.STATUS, row.status().name()));
    }
    if (row.stage() != null && !row.status().ended()) {
      keys.add(new RunKey(Kind.STAGE, row.stage()));
    }
    if (row.businessKey() != null) {
      keys.add(new RunKey(Kind.BUSINESS_KEY, row.businessKey()));
    }
    row.records().forEach(record -> keys.add(new RunKey(Kind.RECORD, record)));
    row.inputs().forEach((name, value) -> keys.add(input(name, value)));
    if (row.parent() != null) {
      keys.add(new RunKey(Kind.PARENT, row.parent()));
    }
    return keys;
  }

  String text() {
    return kind.name().toLowerCase(Locale.ROOT) + ":" + value;
  }

  /** The span of time, by its beginning, as in {@code 2026-11-22T10:05}. */
  String span(Instant startedAt) {
    var seconds = kind.span.toSeconds();
    var begin = Math.floorDiv(startedAt.getEpochSecond(), seconds) * seconds;
    return Instant.ofEpochSecond(begin)
        .atOffset(ZoneOffset.UTC)
        .toString()
        .substring(0, "2026-11-22T10:05".length());
  }

  static Instant begin(String span) {
    return Instant.parse(span + ":00Z");
  }

  Instant end(String span) {
    return begin(span).plus(kind.span);
  }

  int slice(String runId) {
    return Math.floorMod(runId.hashCode(), kind.slices);
  }

  static int year(String span) {
    return Integer.parseInt(span.substring(0, 4));
  }
}
