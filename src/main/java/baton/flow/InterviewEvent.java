package baton.flow;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happened in the interview of a work item. A stored contract: add, never rename.
 *
 * <p>Events hold what came from outside: answers, and results of actions. Where the interview
 * stands follows from them, because the interpreter is pure and the flow's version is fixed.
 */
public sealed interface InterviewEvent {
  Instant at();

  /**
   * @param subflows the version of each flow that the flow calls, directly or not
   * @param recordTypes what was known, when it began, of the records whose fields are shown; none
   *     in what earlier versions of this program stored
   */
  @JsonTypeName("interview-started")
  record Started(
      String item,
      String person,
      String flow,
      int version,
      Map<String, Integer> subflows,
      Map<String, JsonNode> inputs,
      @Nullable Map<String, Records.RecordType> recordTypes,
      Instant at)
      implements InterviewEvent {
    Map<String, Records.RecordType> knownRecordTypes() {
      return recordTypes == null ? Map.of() : recordTypes;
    }
  }

  /** Values of password fields are sealed, see {@link Secrets}. */
  @JsonTypeName("interview-screen-answered")
  record ScreenAnswered(String screen, Map<String, JsonNode> values, Instant at)
      implements InterviewEvent {}

  /** What was typed so far, unchecked. */
  @JsonTypeName("interview-screen-drafted")
  record ScreenDrafted(String screen, Map<String, JsonNode> values, Instant at)
      implements InterviewEvent {}

  /**
   * What was typed when the item was not this person's to do, such as after somebody else had
   * claimed it; unchecked. It is shown where its screen is shown, and is kept where it is not.
   *
   * @param screen the name of the screen, or its {@link ScreenView#key}
   */
  @JsonTypeName("interview-draft-kept")
  record DraftKept(String screen, Map<String, JsonNode> values, Instant at)
      implements InterviewEvent {}

  /** The values are what was typed into the screen that was left, unchecked. */
  @JsonTypeName("interview-went-back")
  record WentBack(String screen, Map<String, JsonNode> values, Instant at)
      implements InterviewEvent {}

  /**
   * @param call which of the interview's calls it was, from 1
   */
  @JsonTypeName("interview-action-completed")
  record ActionCompleted(int call, Map<String, JsonNode> outputs, Instant at)
      implements InterviewEvent {}

  @JsonTypeName("interview-action-failed")
  record ActionFailed(int call, String fault, Instant at) implements InterviewEvent {}

  /** The flow began anew; what was typed is dropped. */
  @JsonTypeName("interview-restarted")
  record Restarted(Instant at) implements InterviewEvent {}

  /** The flow finished, and the work item with it. */
  @JsonTypeName("interview-finished")
  record Finished(Map<String, JsonNode> outputs, Instant at) implements InterviewEvent {}

  /** The flow finished, but the work item was done before, or is no longer to be done. */
  @JsonTypeName("interview-overtaken")
  record Overtaken(String reason, String by, Instant when, Instant at) implements InterviewEvent {}
}
