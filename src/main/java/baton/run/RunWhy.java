package baton.run;

import baton.expression.Condition;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a run stands where it stands: what each stage and each step waits for.
 *
 * @param words what the whole run waits for, in a sentence
 * @param stages every stage of the definition in its newest visit
 * @param revision sequence number of the newest event that was looked at
 */
public record RunWhy(
    String id, RunStatus status, String words, List<StageWhy> stages, long revision) {

  /**
   * One stage.
   *
   * @param visit the newest one; 0 where it was never entered
   * @param status as a {@link StageStatus}, or {@code NotStarted}
   */
  public record StageWhy(
      String name, String label, int visit, String status, Reason why, List<StepWhy> steps) {}

  /** One step in the newest visit of its stage. */
  public record StepWhy(
      String name, String label, String kind, StepStatus status, int attempt, Reason why) {}

  /**
   * The answer for one stage or step.
   *
   * @param question what is answered
   * @param words the answer in plain words
   * @param condition the condition that does not hold yet, if there is one
   * @param waitsFor the stages and steps that stand in the way
   * @param moments when it will be looked at again
   */
  public record Reason(
      Question question,
      String words,
      @Nullable Judgement condition,
      List<WaitedFor> waitsFor,
      List<Moment> moments) {
    static Reason nothing(String words) {
      return new Reason(Question.Nothing, words, null, List.of(), List.of());
    }
  }

  /** Why it has not started, why it has not completed; or nothing, because it has ended. */
  public enum Question {
    NotStarted,
    NotCompleted,
    Nothing
  }

  /** How a condition is written. */
  public enum Form {
    Requirements,
    Formula,
    Evaluation
  }

  /**
   * A condition as it stands now.
   *
   * @param logic how requirements are joined; null in the other forms
   * @param requirements each with the values of both sides; the formula is one, too
   * @param reads the values of the names that a formula reads
   */
  public record Judgement(
      Form form,
      boolean holds,
      @Nullable String logic,
      List<Condition.Truth> requirements,
      Map<String, JsonNode> reads,
      @Nullable Asked evaluation,
      @Nullable String fault) {}

  /**
   * What an evaluation flow says.
   *
   * @param last its truth in the newest pass; null where it has not answered yet
   * @param asking whether it is being asked now
   */
  public record Asked(String flow, @Nullable Boolean last, boolean asking) {}

  /**
   * What must go on first; {@code kind} is {@code stage}, {@code step}, or {@code run} for the run
   * of another orchestration, whose id is the name.
   */
  public record WaitedFor(String kind, String name, String label, String status) {}

  /** Something upon which conditions are looked at again; {@code at} where the time is known. */
  public record Moment(
      Occasion occasion, String words, @Nullable String step, @Nullable Instant at) {}

  public enum Occasion {
    StepEnds,
    EventArrives,
    RecordChanges,
    EvaluationAnswers,
    PersonFinishes,
    RunResumes,
    TimeComes
  }
}
