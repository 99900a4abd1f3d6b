package baton.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * What a run and its kin tell each other: the runs that do its steps, and the run whose step it
 * does. Nothing of this is lost, because either side repeats it until it is answered; told twice it
 * changes nothing.
 */
public final class RunKin {
  private RunKin() {}

  /** To a sub-run: nobody waits for it any more. One that has not begun never will. */
  record Abandon(String orchestration, int version, RunParent parent, ActorRef<Run.Reply> replyTo)
      implements Run.KinRequest {}

  /** To a run: one that does a step of it has ended, or is in error. */
  record Ended(SubRunEnd end, ActorRef<Run.Reply> replyTo) implements Run.KinRequest {}

  /**
   * How a sub-run has ended.
   *
   * @param outputs of one that has completed
   * @param fault why it is in error
   */
  public record SubRunEnd(
      String subRun, RunStatus status, Map<String, JsonNode> outputs, @Nullable String fault) {}

  /** A sub-run has begun, or knows that it is no longer wanted. */
  public record SubRunAnswered(String subRun, boolean abandoned) implements Run.KinReport {}

  /** The run whose step this run does has taken notice of its end, the so-manyth. */
  public record ParentAnswered(int ending) implements Run.KinReport {}

  /** The way to other runs; a failed stage means: outcome unknown, to be tried again. */
  public interface Door {
    /** Begins the run of an attempt of a step, or finds it begun. */
    CompletionStage<Runs.Answer> begin(
        RunSurroundings.RunFacts run, SubRun subRun, Map<String, JsonNode> inputs);

    CompletionStage<Runs.Answer> abandon(RunSurroundings.RunFacts run, SubRun subRun);

    CompletionStage<Runs.Answer> tellEnd(RunParent parent, SubRunEnd end);
  }
}
