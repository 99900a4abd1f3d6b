package baton.view;

import static org.assertj.core.api.Assertions.assertThat;

import baton.run.RunEvent;
import baton.run.RunEvent.*;
import baton.run.StepMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of milestones, each read from where the one before has ended. */
class MilestoneReadingTest {
  private static final Instant START = Instant.parse("2026-11-22T09:00:00Z");
  private static final List<RunEvent> EVENTS = events();

  private static List<RunEvent> events() {
    var events = new ArrayList<RunEvent>();
    events.add(
        new RunStarted("quotes", 1, Map.of(), "hash", "Q-7", "ada", START, null, null, List.of()));
    for (var visit = 1; visit <= 5; visit++) {
      var at = START.plusSeconds(10L * visit);
      events.add(new StageStarted("one", visit, List.of("score"), null, at));
      events.add(
          new StepStarted("score", visit, 1, 1, StepMode.BY_EVENT, "score", 1, Map.of(), null, at));
      events.add(new StepAwaitsEvent("score", visit, at.plusSeconds(1)));
      events.add(new StepCompleted("score", visit, Map.of(), null, at.plusSeconds(visit)));
      events.add(new StageCompleted("one", visit, at.plusSeconds(9)));
    }
    events.add(new RunCompleted(START.plusSeconds(100), Map.of()));
    return List.copyOf(events);
  }

  private static MilestoneReading read(Milestones from, long after, int atMost, long seen) {
    var reading = new MilestoneReading(from, after, atMost);
    for (var i = (int) seen; i < EVENTS.size(); i++) {
      if (!reading.goesOn(i + 1L, EVENTS.get(i))) {
        break;
      }
    }
    return reading;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 21, 22, 23})
  void pagesTogetherAreTheWholeWhetherReadOnOrAnew(int atMost) {
    var whole = read(new Milestones(), 0, 1_000, 0).page().milestones();
    assertThat(whole).hasSize(22);
    var found = new ArrayList<Milestone>();
    var at = new Milestones();
    var after = 0L;
    var more = true;
    while (more) {
      var reading = read(at, after, atMost, after);
      var page = reading.page();
      assertThat(read(new Milestones(), after, atMost, 0).page()).isEqualTo(page);
      found.addAll(page.milestones());
      more = page.more();
      after = page.milestones().getLast().sequence();
      at = reading.atEndOfPage();
    }
    assertThat(found).isEqualTo(whole);
  }

  @Test
  void behindTheLastThereIsNothing() {
    assertThat(read(new Milestones(), 27, 5, 0).page())
        .isEqualTo(new Histories.MilestonePage(List.of(), false));
  }
}
