package baton.view;

import baton.run.RunRow;
import baton.view.RunList.Filter;
import baton.view.RunList.Order;
import baton.view.RunList.Page;
import baton.view.RunPointerTable.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One question to the list of runs: follows the pointers of the most selective key, reads the lines
 * they lead to, and keeps those that match in all else.
 */
final class RunSearch {
  /** Lines that one question may read before it answers with what it has and a cursor. */
  static final int LINES_READ = 2_000;

  /** Partitions of pointers that one question may look into; many may be empty. */
  static final int PARTS_READ = 4_000;

  /** Pointers that are read of one partition at a time, and lines that are read together. */
  private static final int CHUNK = 100;

  /** Spans that are looked into together; most are nearly empty where little happens. */
  private static final int SPANS = 8;

  private static final int PARTS_TOGETHER = 128;

  /** No run is older. */
  private static final int FIRST_YEAR = 2026;

  /** Clocks of nodes may differ by as much. */
  private static final Duration AHEAD = Duration.ofMinutes(1);

  private final RunLineTable lines;
  private final RunPointerTable pointers;
  private final Filter filter;
  private final Order order;
  private final int limit;
  private final Instant latest;
  private final RunKey key;
  private final Comparator<RunPlace> sorted;
  private final List<RunRow> found = new ArrayList<>();
  private RunPlace place;
  private int linesLeft = LINES_READ;
  private int partsLeft = PARTS_READ;

  RunSearch(
      RunLineTable lines,
      RunPointerTable pointers,
      Filter filter,
      Order order,
      int limit,
      Instant now) {
    this.lines = lines;
    this.pointers = pointers;
    this.filter = filter;
    this.order = order;
    this.limit = limit;
    this.latest = now.plus(AHEAD);
    this.key = filter.key();
    this.sorted = order == Order.NEWEST ? Comparator.reverseOrder() : Comparator.naturalOrder();
    this.place = begin();
  }

  private RunPlace begin() {
    var from = filter.startedFrom();
    var before = filter.startedBefore();
    return order == Order.NEWEST
        ? before == null || before.isAfter(latest)
            ? RunPlace.behind(latest)
            : RunPlace.before(before)
        : RunPlace.before(from == null ? Instant.parse(FIRST_YEAR + "-01-01T00:00:00Z") : from);
  }

  CompletionStage<Page> from(Optional<RunPlace> cursor) {
    cursor.filter(at -> sorted.compare(at, place) > 0).ifPresent(at -> place = at);
    return since(key.span(place.startedAt()));
  }

  private CompletionStage<Page> since(String span) {
    var year = RunKey.year(span);
    if (year < FIRST_YEAR || year > RunKey.year(key.span(latest)) || isOver(span)) {
      return page(Optional.empty());
    }
    return pointers
        .parts(key, year, order, span, PARTS_TOGETHER)
        .thenCompose(parts -> {
          if (parts.isEmpty()) {
            return since(
                order == Order.NEWEST ? year - 1 + "-12-31T23:59" : year + 1 + "-01-01T00:00");
          }
          var spans = spans(parts);
          return spans(spans, 0)
              .thenCompose(end ->
                  end.isPresent()
                      ? page(end)
                      : since(key.span(beyond(spans.getLast()).startedAt())));
        });
  }

  /** All that this answer may hold is found, or the end of what was asked for is passed. */
  private boolean isOver(String span) {
    var from = filter.startedFrom();
    var before = filter.startedBefore();
    return order == Order.NEWEST
        ? from != null && span.compareTo(key.span(from)) < 0
        : before != null && span.compareTo(key.span(before)) > 0;
  }

  /** Whole spans; the last one is left for the next time where it may have further slices. */
  private static List<List<Part>> spans(List<Part> parts) {
    var spans = new LinkedHashMap<String, List<Part>>();
    parts.forEach(part -> spans.computeIfAbsent(part.span(), span -> new ArrayList<>()).add(part));
    var all = new ArrayList<>(spans.values());
    if (parts.size() == PARTS_TOGETHER && all.size() > 1) {
      all.removeLast();
    }
    return all;
  }

  /** The place just beyond a span, in the order of the list. */
  private RunPlace beyond(List<Part> span) {
    var name = span.getFirst().span();
    return order == Order.NEWEST
        ? RunPlace.behind(RunKey.begin(name).minusMillis(1))
        : RunPlace.before(key.end(name));
  }

  /**
   * @return the cursor when the answer is complete; nothing when these spans are exhausted
   */
  private CompletionStage<Optional<String>> spans(List<List<Part>> spans, int from) {
    if (from >= spans.size()) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    var to = Math.min(from + SPANS, spans.size());
    var parts = spans.subList(from, to).stream().flatMap(List::stream).toList();
    return window(parts)
        .thenCompose(end -> {
          if (end.isPresent()) {
            return CompletableFuture.completedFuture(end);
          }
          place = beyond(spans.get(to - 1));
          return partsLeft > 0
              ? spans(spans, to)
              : CompletableFuture.completedFuture(Optional.of(place.toString()));
        });
  }

  private CompletionStage<Optional<String>> window(List<Part> parts) {
    partsLeft -= parts.size();
    CompletionStage<List<List<RunPlace>>> all =
        CompletableFuture.completedFuture(new ArrayList<>());
    for (var part : parts) {
      all =
          all.thenCombine(
              pointers.pointers(key, part, order, place, CHUNK),
              (some, more) -> {
                some.add(more);
                return some;
              });
    }
    return all.thenCompose(read -> {
      var full = read.stream().anyMatch(places -> places.size() == CHUNK);
      var places = read.stream().flatMap(List::stream).sorted(sorted).toList();
      // each part gave its first ones, so as many are the first ones of all
      var sure = full ? places.subList(0, CHUNK) : places;
      return chunks(sure, 0)
          .thenCompose(end ->
              end.isPresent() || !full ? CompletableFuture.completedFuture(end) : window(parts));
    });
  }

  private CompletionStage<Optional<String>> chunks(List<RunPlace> places, int from) {
    if (from >= places.size()) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    var chunk = places.subList(from, Math.min(from + CHUNK, places.size()));
    CompletionStage<List<Optional<RunRow>>> rows =
        CompletableFuture.completedFuture(new ArrayList<>());
    for (var each : chunk) {
      rows =
          rows.thenCombine(
              lines.get(each.runId()),
              (some, row) -> {
                some.add(row);
                return some;
              });
    }
    return rows.thenCompose(read -> {
      for (var i = 0; i < chunk.size(); i++) {
        place = chunk.get(i);
        linesLeft--;
        read.get(i).ifPresent(this::take);
        if (found.size() == limit || linesLeft == 0) {
          return CompletableFuture.completedFuture(Optional.of(place.toString()));
        }
      }
      return chunks(places, from + CHUNK);
    });
  }

  private void take(RunRow row) {
    if (!RunKey.of(row).contains(key)) {
      pointers.remove(key, row); // left behind; who comes next does not meet it
    } else if (filter.matches(row)) {
      found.add(row);
    }
  }

  private CompletionStage<Page> page(Optional<String> cursor) {
    return CompletableFuture.completedFuture(new Page(List.copyOf(found), cursor));
  }
}
