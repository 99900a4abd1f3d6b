package baton.http;

import baton.flow.InterviewReply;
import baton.flow.Interviews;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** What a person can do in the screen flow of a work item; {@link Interviews} does it. */
public interface Interviewing {
  CompletionStage<InterviewReply> open(
      String itemId, String person, String flow, int version, Map<String, JsonNode> inputs);

  CompletionStage<InterviewReply> next(
      String itemId, String person, String screen, Map<String, JsonNode> values);

  CompletionStage<InterviewReply> back(
      String itemId, String person, String screen, Map<String, JsonNode> values);

  CompletionStage<InterviewReply> save(
      String itemId, String person, String screen, Map<String, JsonNode> values);

  CompletionStage<InterviewReply> preview(
      String itemId, String person, String screen, Map<String, JsonNode> values);

  CompletionStage<InterviewReply> restart(String itemId, String person);

  CompletionStage<InterviewReply> draft(String itemId, String person);

  CompletionStage<InterviewReply> keep(
      String itemId,
      String person,
      String flow,
      int version,
      String screen,
      Map<String, JsonNode> values);

  CompletionStage<InterviewReply> search(
      String itemId, String person, String screen, String field, String words);

  CompletionStage<InterviewReply> chosen(
      String itemId, String person, String screen, String field, String id);

  /** By the interviews of the cluster. */
  static Interviewing by(Interviews interviews) {
    return new Interviewing() {
      @Override
      public CompletionStage<InterviewReply> open(
          String itemId, String person, String flow, int version, Map<String, JsonNode> inputs) {
        return interviews.open(itemId, person, flow, version, inputs);
      }

      @Override
      public CompletionStage<InterviewReply> next(
          String itemId, String person, String screen, Map<String, JsonNode> values) {
        return interviews.next(itemId, person, screen, values);
      }

      @Override
      public CompletionStage<InterviewReply> back(
          String itemId, String person, String screen, Map<String, JsonNode> values) {
        return interviews.back(itemId, person, screen, values);
      }

      @Override
      public CompletionStage<InterviewReply> save(
          String itemId, String person, String screen, Map<String, JsonNode> values) {
        return interviews.save(itemId, person, screen, values);
      }

      @Override
      public CompletionStage<InterviewReply> preview(
          String itemId, String person, String screen, Map<String, JsonNode> values) {
        return interviews.preview(itemId, person, screen, values);
      }

      @Override
      public CompletionStage<InterviewReply> restart(String itemId, String person) {
        return interviews.restart(itemId, person);
      }

      @Override
      public CompletionStage<InterviewReply> draft(String itemId, String person) {
        return interviews.draft(itemId, person);
      }

      @Override
      public CompletionStage<InterviewReply> keep(
          String itemId,
          String person,
          String flow,
          int version,
          String screen,
          Map<String, JsonNode> values) {
        return interviews.keep(itemId, person, flow, version, screen, values);
      }

      @Override
      public CompletionStage<InterviewReply> search(
          String itemId, String person, String screen, String field, String words) {
        return interviews.search(itemId, person, screen, field, words);
      }

      @Override
      public CompletionStage<InterviewReply> chosen(
          String itemId, String person, String screen, String field, String id) {
        return interviews.chosen(itemId, person, screen, field, id);
      }
    };
  }
}
