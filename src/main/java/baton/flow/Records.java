package baton.flow;

import baton.expression.Type;
import baton.flow.ScreenField.Choice;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What flows need of business records; the room that keeps them does it, and {@code app} wires it.
 *
 * <p>A failed stage means that the store did not answer: the same may be asked again. Which records
 * match and in which order they come is decided here, so that it is the same as everywhere else in
 * a flow.
 */
public interface Records {
  /** What is known of a type; empty where there is no such type. */
  CompletionStage<Optional<RecordType>> type(String name);

  /** Empty where there is none, or it was deleted. */
  CompletionStage<Optional<Stored>> read(String type, String id);

  /**
   * The records of a type, one page after the other.
   *
   * @param after the {@link Page#next} of the page before; null for the first
   * @param most how many records the page may have
   */
  CompletionStage<Page> list(String type, @Nullable String after, int most);

  /** Refused where there is one with this id already that another change made. */
  CompletionStage<Answer> create(
      String type, String id, Map<String, JsonNode> fields, Change change);

  /** Only these fields change; a null takes a field's value away. Refused where there is none. */
  CompletionStage<Answer> update(
      String type, String id, Map<String, JsonNode> fields, Change change);

  /** Done, too, where there is none. */
  CompletionStage<Answer> delete(String type, String id, Change change);

  /**
   * Who changes a record, and which change it is.
   *
   * @param key the same whenever this very change is asked for again after a crash; it must then
   *     change nothing, and be answered as before
   */
  record Change(String key, String by) {}

  /** A record as it stands. */
  record Stored(String type, String id, long version, Map<String, JsonNode> fields) {
    public Stored {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
  }

  /**
   * @param next where the page after this one begins; null after the last
   */
  record Page(List<Stored> records, @Nullable String next) {
    public Page {
      records = List.copyOf(records);
    }
  }

  /** What a change came to. */
  sealed interface Answer {}

  record Done(Stored record) implements Answer {}

  /**
   * @param why in words for whoever runs the flow, such as "There is no Order O-1."
   */
  record Refused(String why) implements Answer {}

  /** A type of records, and its fields in the order in which people see them. */
  record RecordType(String name, String label, List<Field> fields) {
    public RecordType {
      fields = List.copyOf(fields);
    }

    @Nullable Field field(String field) {
      return fields.stream().filter(each -> each.name().equals(field)).findFirst().orElse(null);
    }

    List<String> fieldNames() {
      return new ArrayList<>(fields.stream().map(Field::name).toList());
    }
  }

  /**
   * @param choices what a value must be one of; empty where all will do
   * @param maxCharacters the longest text; null where nothing is said
   * @param least the smallest number; null where nothing is said
   * @param most the largest number; null where nothing is said
   */
  record Field(
      String name,
      String label,
      @Nullable String help,
      Type type,
      boolean required,
      List<Choice> choices,
      @Nullable Integer maxCharacters,
      @Nullable BigDecimal least,
      @Nullable BigDecimal most) {
    public Field {
      choices = List.copyOf(choices);
    }
  }

  /** Of a node that keeps no records: there are no types, and every change is refused. */
  Records NONE =
      new Records() {
        @Override
        public CompletionStage<Optional<RecordType>> type(String name) {
          return CompletableFuture.completedStage(Optional.empty());
        }

        @Override
        public CompletionStage<Optional<Stored>> read(String type, String id) {
          return CompletableFuture.completedStage(Optional.empty());
        }

        @Override
        public CompletionStage<Page> list(String type, @Nullable String after, int most) {
          return CompletableFuture.completedStage(new Page(List.of(), null));
        }

        @Override
        public CompletionStage<Answer> create(
            String type, String id, Map<String, JsonNode> fields, Change change) {
          return refused();
        }

        @Override
        public CompletionStage<Answer> update(
            String type, String id, Map<String, JsonNode> fields, Change change) {
          return refused();
        }

        @Override
        public CompletionStage<Answer> delete(String type, String id, Change change) {
          return refused();
        }

        private static CompletionStage<Answer> refused() {
          return CompletableFuture.completedStage(new Refused("This node keeps no records."));
        }
      };
}
