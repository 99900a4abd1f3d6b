package baton.view;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import baton.app.CassandraForTests;
import baton.run.RunRow;
import baton.run.RunStatus;
import baton.view.RunList.Filter;
import baton.view.RunList.Input;
import baton.view.RunList.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The list of runs in a real Cassandra: whatever is asked, as if every run had been looked at. */
class RunListIT {
  private static final Instant BEGIN = Instant.parse("2026-12-30T00:00:00Z");
  private static final Instant NOW = BEGIN.plus(Duration.ofDays(5));

  /** Rows on the way to Cassandra; a connection takes so many requests and not all. */
  private static final int TOGETHER = 100;

  private final RunList list = new RunList(CassandraForTests.session(), () -> NOW);
  private final String mark = UUID.randomUUID().toString().substring(0, 8);

  private RunRow row(int number, Instant startedAt, RunStatus status, long revision) {
    return new RunRow(
        UUID.nameUUIDFromBytes((mark + number).getBytes(UTF_8)).toString(),
        "orchestration-" + number % 2 + mark,
        1,
        "Label",
        status,
        "stage-" + revision % 3 + mark,
        "Stage",
        number % 5 == 0 ? null : "key-" + number % 7 + mark,
        number % 3 == 0 ? List.of() : List.of("Case/" + number % 4 + mark),
        Map.of("amount", number % 6 + mark),
        "ada",
        startedAt,
        startedAt.plusSeconds(revision),
        status.ended() ? startedAt.plusSeconds(revision) : null,
        revision,
        number % 4 == 0 ? null : "parent-" + number % 6 + mark);
  }

  private void put(RunRow row) {
    list.put(row).toCompletableFuture().join();
  }

  private RunList.Page page(Filter filter, Order order, int limit, Optional<String> cursor) {
    return list.list(filter, order, limit, cursor).toCompletableFuture().join();
  }

  private List<RunRow> found(Filter filter, Order order, int limit) {
    var found = new ArrayList<RunRow>();
    Optional<String> cursor = Optional.empty();
    do {
      var page = page(filter, order, limit, cursor);
      assertThat(page.runs()).hasSizeLessThanOrEqualTo(limit);
      found.addAll(page.runs());
      cursor = page.cursor();
    } while (cursor.isPresent());
    return found;
  }

  @ParameterizedTest
  @EnumSource(Order.class)
  void whateverIsAskedIsFoundInOrderAndOnce(Order order) {
    var random = new Random(7);
    var rows = new ArrayList<RunRow>();
    for (var number = 0; number < 150; number++) {
      var startedAt =
          BEGIN.plusSeconds(random.nextInt(4) * 86_400L + random.nextInt(60) * random.nextInt(60));
      for (var revision = 1L; revision <= 1 + random.nextInt(4); revision++) {
        var status = RunStatus.values()[random.nextInt(RunStatus.values().length)];
        var row = row(number, startedAt, status, revision);
        put(row);
        rows.removeIf(before -> before.id().equals(row.id()));
        rows.add(row);
      }
    }
    var byStart = Comparator.comparing(RunRow::startedAt).thenComparing(RunRow::id);
    rows.sort(order == Order.OLDEST ? byStart : byStart.reversed());
    for (var filter : filters(random)) {
      assertThat(found(filter, order, 7))
          .as("%s", filter)
          .containsExactlyElementsOf(rows.stream().filter(filter::matches).toList());
    }
  }

  private List<Filter> filters(Random random) {
    var filters = new ArrayList<Filter>();
    for (var i = 0; i < 60; i++) {
      filters.add(
          new Filter(
              "orchestration-" + random.nextInt(2) + mark,
              random.nextInt(3) > 0
                  ? null
                  : RunStatus.values()[random.nextInt(RunStatus.values().length)],
              random.nextInt(4) > 0 ? null : "stage-" + random.nextInt(3) + mark,
              random.nextInt(4) > 0 ? null : "key-" + random.nextInt(8) + mark,
              random.nextInt(4) > 0 ? null : "Case/" + random.nextInt(5) + mark,
              random.nextInt(4) > 0 ? null : new Input("amount", random.nextInt(7) + mark),
              random.nextInt(3) > 0 ? null : BEGIN.plusSeconds(random.nextInt(400_000)),
              random.nextInt(3) > 0 ? null : BEGIN.plusSeconds(random.nextInt(400_000)),
              random.nextInt(4) > 0 ? null : "parent-" + random.nextInt(7) + mark));
    }
    return filters;
  }

  @Test
  void allRunsOfASpanOfTimeAreListed() {
    var from = Instant.parse("2026-02-01T00:00:00Z").plusSeconds(new Random().nextInt(10_000_000));
    var rows =
        IntStream.range(0, 20)
            .mapToObj(i -> row(i, from.plusSeconds(i), RunStatus.Completed, 1))
            .toList();
    rows.forEach(this::put);
    var filter =
        new Filter(
            null, null, null, null, null, null, from, from.plusSeconds(rows.size() - 1), null);
    assertThat(found(filter, Order.OLDEST, 3)).containsExactlyElementsOf(rows.subList(0, 19));
    assertThat(found(filter, Order.NEWEST, 3))
        .containsExactlyElementsOf(rows.subList(0, 19).reversed());
  }

  @Test
  void anOlderLineThatComesLateChangesNothing() {
    put(row(1, BEGIN, RunStatus.Error, 5));
    put(row(1, BEGIN, RunStatus.InProgress, 2));
    var filter =
        new Filter("orchestration-1" + mark, null, null, null, null, null, null, null, null);
    assertThat(found(filter, Order.NEWEST, 9))
        .extracting(RunRow::status)
        .containsExactly(RunStatus.Error);
  }

  @Test
  void whatAnotherNodeLeftBehindIsNotFoundAndTakenAway() {
    put(row(1, BEGIN, RunStatus.Suspended, 2));
    var other = new RunList(CassandraForTests.session(), () -> NOW);
    other.put(row(1, BEGIN, RunStatus.InProgress, 3)).toCompletableFuture().join();
    var suspended =
        new Filter(
            "orchestration-1" + mark,
            RunStatus.Suspended,
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    assertThat(found(suspended, Order.NEWEST, 9)).isEmpty();
    other.put(row(1, BEGIN, RunStatus.Suspended, 4)).toCompletableFuture().join();
    assertThat(found(suspended, Order.NEWEST, 9)).hasSize(1);
  }

  @Test
  void aQuestionThatFindsLittleEndsWithACursor() {
    var many = RunSearch.LINES_READ + 1;
    var rows =
        IntStream.range(0, many)
            .mapToObj(i -> row(2 * i, BEGIN.plusSeconds(i), RunStatus.InProgress, 1))
            .iterator();
    while (rows.hasNext()) {
      var together = new ArrayList<CompletionStage<?>>();
      for (var i = 0; i < TOGETHER && rows.hasNext(); i++) {
        together.add(list.put(rows.next()));
      }
      together.forEach(put -> put.toCompletableFuture().join());
    }
    var completed =
        new Filter(
            "orchestration-0" + mark,
            RunStatus.Completed,
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    var first = page(completed, Order.NEWEST, 9, Optional.empty());
    assertThat(first.runs()).isEmpty();
    assertThat(first.cursor()).isPresent();
    assertThat(page(completed, Order.NEWEST, 9, first.cursor()).cursor()).isEmpty();
  }
}
