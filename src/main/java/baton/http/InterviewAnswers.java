package baton.http;

import baton.flow.InterviewReply;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** What is told of an interview's reply. */
final class InterviewAnswers {
  private InterviewAnswers() {}

  static HttpResponse told(String item, InterviewReply reply) {
    return switch (reply) {
      case InterviewReply.Screen screen -> Replies.ok(InterviewShape.screen(item, screen.view()));
      case InterviewReply.Finished finished -> Replies.ok(InterviewShape.finished(item, null));
      case InterviewReply.Failed failed ->
          Replies.ok(InterviewShape.failed(item, failed.element() + ": " + failed.fault()));
      case InterviewReply.Invalid invalid ->
          Problems.of(
              ProblemType.INVALID,
              invalid.problems().entrySet().stream()
                  .map(problem ->
                      TextProblem.at(
                          "values." + problem.getKey(),
                          problem.getValue(),
                          "Correct it, and send the screen again."))
                  .toList());
      case InterviewReply.Overtaken overtaken ->
          Problems.overtaken(
              ProblemType.ALREADY_COMPLETED,
              overtaken.reason(),
              new Problems.Overtaken(
                  overtaken.by(),
                  overtaken.at(),
                  overtaken.typed().isEmpty() ? null : DraftRoutes.address(item),
                  overtaken.typed()));
      case InterviewReply.Draft draft -> Replies.ok(DraftRoutes.shape(item, draft));
      case InterviewReply.Found found ->
          Replies.ok(new InterviewShape.Found(found.choices(), found.more()));
      case InterviewReply.Refused refused -> refused(refused);
    };
  }

  private static HttpResponse refused(InterviewReply.Refused refused) {
    return Problems.of(
        switch (refused.reason()) {
          case OTHER_SCREEN -> ProblemType.OTHER_SCREEN;
          case NOT_OPEN, NO_FLOW, NO_WAY_BACK, NOT_NOW -> ProblemType.WRONG_STATE;
          case TOO_LONG, NO_SEARCH -> ProblemType.INVALID;
          case TOO_LARGE -> ProblemType.TOO_LARGE;
          case STILL_WORKING -> ProblemType.STILL_WORKING;
          case TRY_AGAIN -> ProblemType.OUTCOME_UNKNOWN;
        },
        refused.detail());
  }
}
