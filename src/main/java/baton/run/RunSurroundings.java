package baton.run;

import baton.definition.Orchestration;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;

/** All that runs share on a node, and what they need of other rooms. */
public record RunSurroundings(
    Definitions definitions, Steps steps, Listing listing, InstantSource clock, Pace pace) {

  /**
   * Makes the behavior that performs one piece of wanted work, reports to the run, and stays until
   * the run stops it; one that ends before is taken for dead, and started again after a pause.
   */
  @FunctionalInterface
  public interface Steps {
    Behavior<?> perform(RunFacts run, RunWork work, ActorRef<Run.Command> reportTo);
  }

  /** What a child may know of the run it works for. */
  public record RunFacts(String runId, Orchestration definition, RunEvent.RunStarted start) {}

  /** Remembers due times that are too far away for a run to stay awake for. */
  @FunctionalInterface
  public interface Timers {
    /**
     * Done once it is certain that {@link Runs#timerFired} will be called at or after {@code due},
     * again and again until the run has answered. The same timer may be kept twice.
     *
     * @param timer names it within its run; another due time has another name
     */
    CompletionStage<Done> keep(String runId, String timer, Instant due);
  }

  /** Has records tell a run of their changes. */
  @FunctionalInterface
  public interface Records {
    /**
     * Done once it is certain that {@link Runs#noticeRecord} will be called for each later change,
     * its creation included, until the run has refused it; or that there can be no such record. The
     * same run may ask again.
     */
    CompletionStage<Run.RecordAnswered> follow(String runId, String type, String id);
  }

  /** Where runs get definitions, and the versions of the flows these name. */
  public interface Definitions extends RunContext.ActiveFlows {
    /** The compiled version; when it is done, the heads of its flows are known as well. */
    CompletionStage<Orchestration> load(String orchestration, int version);

    /** The user who answers for a version. */
    String owner(String orchestration, int version);
  }

  /** The list of runs, which each run keeps its own line of. */
  @FunctionalInterface
  public interface Listing {
    CompletionStage<Done> put(RunRow row);
  }

  /** How long a run waits before it writes its line, leaves memory, or tries something again. */
  public record Pace(Duration row, Duration sleep, Duration retry) {
    public static final Pace DEFAULT =
        new Pace(Duration.ofMillis(200), Duration.ofSeconds(3), Duration.ofMillis(500));
  }
}
