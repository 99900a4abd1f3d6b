package baton.http;

import baton.flow.InterviewReply;
import baton.flow.InterviewReply.Reason;
import baton.flow.ScreenField;
import baton.flow.ScreenView;
import baton.work.ItemReply;
import baton.work.WorkItems;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Interviews that work in memory: one screen {@code laptop} whose field {@code serial} must be
 * given; a serial {@code fail} makes the flow fail.
 */
final class InterviewsInMemory implements Interviewing {
  static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");

  /** As the real ones: about 256 KiB. */
  static final int MOST_CHARACTERS = 256 * 1024;

  private final WorkItems items;
  private final Map<String, Map<String, JsonNode>> typed = new HashMap<>();

  InterviewsInMemory(WorkItems items) {
    this.items = items;
  }

  @Override
  public synchronized CompletionStage<InterviewReply> open(
      String itemId, String person, String flow, int version, Map<String, JsonNode> inputs) {
    typed.putIfAbsent(itemId + person, Map.of());
    return screen(typed.get(itemId + person));
  }

  @Override
  public synchronized CompletionStage<InterviewReply> next(
      String itemId, String person, String screen, Map<String, JsonNode> values) {
    var refused = refused(itemId, person, screen);
    if (refused != null) {
      return refused;
    }
    var serial = values.getOrDefault("serial", NullNode.instance).asText("");
    return switch (serial) {
      case "" ->
          done(
              new InterviewReply.Invalid(
                  Map.of("serial", "Please give a serial number."), view(values)));
      case "fail" -> done(new InterviewReply.Failed("The store does not answer", "reserve"));
      default ->
          items
              .complete(itemId, person, values)
              .thenApply(reply ->
                  switch (reply) {
                    case ItemReply.Done ok -> new InterviewReply.Finished(values);
                    case ItemReply.Refused no ->
                        new InterviewReply.Overtaken(no.detail(), "linus", Instant.EPOCH, values);
                  });
    };
  }

  @Override
  public synchronized CompletionStage<InterviewReply> back(
      String itemId, String person, String screen, Map<String, JsonNode> values) {
    return save(itemId, person, screen, values);
  }

  @Override
  public synchronized CompletionStage<InterviewReply> save(
      String itemId, String person, String screen, Map<String, JsonNode> values) {
    var refused = refused(itemId, person, screen);
    if (refused == null && values.toString().length() > MOST_CHARACTERS) {
      return done(new InterviewReply.Refused(Reason.TOO_LARGE, "Shorten it."));
    }
    if (refused == null) {
      typed.put(itemId + person, values);
    }
    return refused == null ? screen(values) : refused;
  }

  @Override
  public synchronized CompletionStage<InterviewReply> preview(
      String itemId, String person, String screen, Map<String, JsonNode> values) {
    var refused = refused(itemId, person, screen);
    return refused == null ? screen(values) : refused;
  }

  @Override
  public synchronized CompletionStage<InterviewReply> restart(String itemId, String person) {
    typed.put(itemId + person, Map.of());
    return screen(Map.of());
  }

  @Override
  public synchronized CompletionStage<InterviewReply> draft(String itemId, String person) {
    var values = typed.get(itemId + person);
    return done(
        new InterviewReply.Draft(
            values == null ? Map.of() : values,
            values == null || values.isEmpty() ? null : AT,
            values != null));
  }

  @Override
  public synchronized CompletionStage<InterviewReply> keep(
      String itemId,
      String person,
      String flow,
      int version,
      String screen,
      Map<String, JsonNode> values) {
    if (values.toString().length() > MOST_CHARACTERS) {
      return done(new InterviewReply.Refused(Reason.TOO_LARGE, "Shorten it."));
    }
    var all = new HashMap<>(typed.getOrDefault(itemId + person, Map.of()));
    all.putAll(values);
    typed.put(itemId + person, all);
    return draft(itemId, person);
  }

  @Override
  public CompletionStage<InterviewReply> search(
      String itemId, String person, String screen, String field, String words) {
    return done(
        field.equals("serial")
            ? new InterviewReply.Found(
                List.of(new ScreenField.Choice(TextNode.valueOf("L-1"), "Laptop " + words)), true)
            : new InterviewReply.Refused(Reason.NO_SEARCH, "There is nothing to search in."));
  }

  @Override
  public CompletionStage<InterviewReply> chosen(
      String itemId, String person, String screen, String field, String id) {
    return done(
        new InterviewReply.Found(
            List.of(new ScreenField.Choice(TextNode.valueOf(id), "Laptop")), false));
  }

  private @Nullable CompletionStage<InterviewReply> refused(
      String itemId, String person, String screen) {
    if (!typed.containsKey(itemId + person)) {
      return done(new InterviewReply.Refused(Reason.NOT_OPEN, "Not opened yet."));
    }
    return screen.equals("laptop") || screen.equals("laptop.1")
        ? null
        : done(new InterviewReply.Refused(Reason.OTHER_SCREEN, "The screen is laptop."));
  }

  private static CompletionStage<InterviewReply> screen(Map<String, JsonNode> values) {
    return done(new InterviewReply.Screen(view(values)));
  }

  private static ScreenView view(Map<String, JsonNode> values) {
    var choices = List.of(new ScreenField.Choice(TextNode.valueOf("small"), "Small"));
    return new ScreenView(
        "set_up_laptop",
        "laptop",
        "Laptop",
        1,
        false,
        true,
        List.of(
            field("intro", "display", List.of(), NullNode.instance),
            field("serial", "text", List.of(), values.getOrDefault("serial", NullNode.instance)),
            field("size", "radio", choices, TextNode.valueOf("small"))));
  }

  private static ScreenView.FieldView field(
      String name, String kind, List<ScreenField.Choice> choices, JsonNode value) {
    return new ScreenView.FieldView(
        name,
        kind,
        "Label of " + name,
        null,
        true,
        choices,
        true,
        null,
        value,
        null,
        null,
        null,
        null);
  }

  private static CompletionStage<InterviewReply> done(InterviewReply reply) {
    return CompletableFuture.completedFuture(reply);
  }
}
