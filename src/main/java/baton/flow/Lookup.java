package baton.flow;

import baton.flow.ScreenField.Choice;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A search for a record that a person may do on a screen.
 *
 * @param shows the field by which people know a record
 * @param terms among which records, as inputs of a {@link RecordAction}
 */
record Lookup(String field, String type, String shows, Map<String, JsonNode> terms) {
  /** How many records one search offers. */
  static final int MOST = 20;

  /** The records whose shown field or id has all the words, the first in the order of letters. */
  CompletionStage<InterviewReply> search(Records records, String words) {
    var query = RecordQuery.of(new ActionCall(ordered(), "", field));
    var wanted = List.of(words.strip().toLowerCase(Locale.ROOT).split("\\s+"));
    return RecordScan.through(
            records,
            type,
            record -> {
              if (hasAll(record, wanted)) {
                query.see(RecordAction.json(record));
              }
            },
            () -> false)
        .thenApply(nothing -> {
          var found = query.found();
          var choices = new ArrayList<Choice>();
          found.stream().limit(MOST).forEach(each -> choices.add(choice(each)));
          return new InterviewReply.Found(choices, found.size() > MOST);
        });
  }

  /** The one record, to show what was chosen before. */
  CompletionStage<InterviewReply> chosen(Records records, String id) {
    return records
        .read(type, id)
        .thenApply(found ->
            new InterviewReply.Found(
                found.stream().map(each -> choice(RecordAction.json(each))).toList(), false));
  }

  /** Whether the record may be chosen here; what is wrong with it where it may not. */
  CompletionStage<Optional<String>> problem(Records records, String id) {
    return records
        .read(type, id)
        .thenApply(found -> {
          if (found.isEmpty()) {
            return Optional.of("There is no such record any more; search again.");
          }
          var query = RecordQuery.of(new ActionCall(terms, "", field));
          query.see(RecordAction.json(found.get()));
          return query.found().isEmpty()
              ? Optional.of("This one cannot be chosen here.")
              : Optional.empty();
        });
  }

  private Map<String, JsonNode> ordered() {
    var all = new LinkedHashMap<>(terms);
    var keys = JsonNodeFactory.instance.arrayNode();
    keys.addObject().put("by", shows).put("descending", false);
    all.put(RecordAction.SORT, keys);
    all.put(RecordAction.LIMIT, JsonNodeFactory.instance.numberNode(MOST + 1));
    return all;
  }

  private boolean hasAll(Records.Stored record, List<String> words) {
    var shown = record.fields().get(shows);
    var text =
        ((shown == null ? "" : shown.asText("")) + " " + record.id()).toLowerCase(Locale.ROOT);
    return words.stream().allMatch(text::contains);
  }

  private Choice choice(JsonNode record) {
    var id = record.path(RecordAction.RECORD_ID).asText();
    var shown = record.path(shows).asText("");
    return new Choice(TextNode.valueOf(id), shown.isEmpty() ? id : shown + " (" + id + ")");
  }
}
