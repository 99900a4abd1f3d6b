package baton.timer;

import static org.assertj.core.api.Assertions.assertThat;

import baton.timer.TimerStore.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimerSlotTest {
  private static final long NOW = 1_000_000_020_000L;

  private final TimerSlot slot = new TimerSlot(Position.before(NOW));

  @Test
  void aTimerThatIsWrittenTooLateStandsBehindWhatWasRead() {
    assertThat(slot.nextRead(NOW + 500)).isNotNull();
    var row = slot.place(timer("late", NOW - 60_000), 0, NOW + 500);
    slot.written(row);
    slot.found(new Page(List.of(), NOW + 40_000));

    assertThat(row.at()).isEqualTo(NOW + 501);
    assertThat(slot.wakeAt()).isEqualTo(row.at());
    assertThat(slot.nextRead(NOW + 500)).isNull();
    assertThat(slot.nextRead(NOW + 501)).isNotNull();
  }

  @Test
  void nothingIsReadPastAWriteThatIsUnderWay() {
    var row = slot.place(timer("slow", NOW + 100), 0, NOW);

    assertThat(slot.nextRead(NOW + 5_000)).extracting("horizon").isEqualTo(NOW + 99);
    slot.notRead();
    slot.written(row);

    assertThat(slot.nextRead(NOW + 5_000)).extracting("horizon").isEqualTo(NOW + 5_000);
  }

  @Test
  void theCursorStaysBeforeWhatWasNotDelivered() {
    slot.nextRead(NOW + 10);
    slot.found(new Page(List.of(row("a", NOW), row("b", NOW), row("c", NOW + 1)), null));
    var waiting = slot.nextDeliveries(NOW + 10);

    slot.delivered(waiting.get(2));
    slot.delivered(waiting.get(0));
    assertThat(slot.cursor()).isEqualTo(row("a", NOW).position());
    slot.delivered(waiting.get(1));
    assertThat(slot.cursor()).isEqualTo(Position.before(NOW + 11));
  }

  @Test
  void memoryAndDeliveriesAreBounded() {
    var asked = slot.nextRead(NOW + 1);
    assertThat(asked.limit()).isEqualTo(TimerLimits.MOST_READ);
    slot.found(
        new Page(
            IntStream.range(0, asked.limit()).mapToObj(i -> row("k" + i, NOW)).toList(), null));

    assertThat(slot.nextRead(NOW + 1)).as("no room").isNull();
    var first = slot.nextDeliveries(NOW + 1);
    assertThat(first).hasSize(TimerLimits.DELIVERIES_AT_ONCE);
    assertThat(slot.nextDeliveries(NOW + 1)).isEmpty();

    var waiting = new ArrayList<>(first);
    while (slot.inMemory() > TimerLimits.MOST_READ / 2) {
      waiting.forEach(slot::delivered);
      waiting.clear();
      waiting.addAll(slot.nextDeliveries(NOW + 1));
    }
    var more = slot.nextRead(NOW + 1);
    assertThat(more.from()).isEqualTo(row("k999", NOW).position());
    assertThat(more.limit()).isEqualTo(TimerLimits.MOST_READ - slot.inMemory());
  }

  @Test
  void aTimerThatFailsIsTriedAgainBehindOthersAndThenPutBack() {
    slot.nextRead(NOW + 1);
    slot.found(new Page(List.of(row("bad", NOW), row("good", NOW)), null));
    var both = slot.nextDeliveries(NOW + 1);
    slot.delivered(both.get(1));

    assertThat(slot.failed(both.get(0))).isFalse();
    slot.retry(both.get(0), NOW);
    assertThat(slot.nextDeliveries(NOW + 999)).isEmpty();
    assertThat(slot.nextDeliveries(NOW + 1_000)).containsExactly(both.get(0));
    assertThat(slot.failed(both.get(0))).isFalse();
    slot.retry(both.get(0), NOW + 1_000);
    assertThat(slot.nextDeliveries(NOW + 2_999)).isEmpty();
    assertThat(slot.nextDeliveries(NOW + 3_000)).containsExactly(both.get(0));
    assertThat(slot.failed(both.get(0))).isTrue();

    slot.delivered(both.get(0)); // it stands further back now
    assertThat(slot.cursor()).isEqualTo(Position.before(NOW + 2));
  }

  @Test
  void aTimerDecadesAheadIsPutOnTheWay() {
    var far = NOW + TimerLimits.FURTHEST.toMillis();

    assertThat(slot.place(timer("far", far), 0, NOW).at()).isEqualTo(far);
    assertThat(slot.place(timer("further", far + 1), 0, NOW).at()).isEqualTo(far);
  }

  @Test
  void randomHistoriesLoseNothing() {
    var crashes = 0;
    for (var seed = 1L; seed <= 120; seed++) {
      var history = new SlotHistory(seed, seed % 4 != 0);
      try {
        history.run(600);
      } catch (AssertionError wrong) {
        throw new AssertionError("seed " + seed, wrong);
      }
      crashes += history.crashes;
    }
    assertThat(crashes).isGreaterThan(50);
  }

  private static Timer timer(String key, long due) {
    return new Timer("run", key, due);
  }

  private static Row row(String key, long at) {
    return new Row(at, timer(key, at));
  }
}
