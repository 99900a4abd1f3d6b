package baton.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random orchestrations under random acts and faults, each history in one thread and in a time of
 * its own; two threads share the histories. {@code -Dbaton.simulation} says how many, or {@code
 * -Dbaton.simulation.minutes} for how long; {@code -Dbaton.simulation.seed} where to begin.
 */
class SimulationTest {
  private static final int THREADS = 2;
  private static final int HISTORIES_TO_CATCH_A_BUG = 2_000;
  private static final int HISTORIES = Integer.getInteger("baton.simulation", 20_000);
  private static final int MINUTES = Integer.getInteger("baton.simulation.minutes", 0);
  private static final long FIRST_SEED = Long.getLong("baton.simulation.seed", 20_260_301L);

  private static final Simulated FIGURES = new Simulated();
  private static final List<Conduct> CAUGHT = new ArrayList<>();

  static List<Conduct> bugs() {
    return Stream.of(
            SeededBug.values(),
            SeededOrderBug.values(),
            SeededOperationBug.values(),
            SeededItemBug.values(),
            SeededRecordBug.values(),
            SeededInputBug.values(),
            SeededMigrationBug.values(),
            SeededTaskBug.values())
        .<Conduct>flatMap(Stream::of)
        .toList();
  }

  static List<Plan> kept() {
    return KeptPlans.read();
  }

  /** What has failed before, made as small as it still failed. */
  @ParameterizedTest
  @MethodSource("kept")
  void whatFailedOnceDoesNotFailAgain(Plan plan) {
    History.of(plan, Conduct.RIGHT, true, true);
  }

  @ParameterizedTest
  @MethodSource("bugs")
  void aSeededBugIsCaught(Conduct bug) {
    for (var i = 0; i < HISTORIES_TO_CATCH_A_BUG; i++) {
      try {
        History.of(Plan.of(FIRST_SEED + i), bug, false, i % 100 == 0);
      } catch (RuntimeException caught) {
        CAUGHT.add(bug);
        return;
      }
    }
    assertThat(CAUGHT).as("after %s histories", HISTORIES_TO_CATCH_A_BUG).contains(bug);
  }

  @Test
  void noHistoryViolatesWhatMustAlwaysHold() throws InterruptedException {
    var end = System.nanoTime() + Duration.ofMinutes(MINUTES).toNanos();
    try (var threads = Executors.newFixedThreadPool(THREADS)) {
      var tasks = new ArrayList<Callable<Void>>();
      for (var thread = 0; thread < THREADS; thread++) {
        var first = thread;
        tasks.add(() -> {
          for (var i = first; MINUTES > 0 ? System.nanoTime() < end : i < HISTORIES; i += THREADS) {
            FIGURES.simulate(FIRST_SEED + i, i);
          }
          return null;
        });
      }
      threads.invokeAll(tasks);
    }
    assertThat(FIGURES.violations()).isEmpty();
  }

  @AfterAll
  static void score() {
    System.out.printf(
        "simulation: histories=%s actions=%s crashes=%s violations=%s seeded bugs caught=%s/%s%n",
        FIGURES.histories(),
        FIGURES.actions(),
        FIGURES.crashes(),
        FIGURES.violations().size(),
        CAUGHT.size(),
        bugs().size());
  }
}
