package baton.record;

import baton.expression.Names;
import baton.expression.Type;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is declared of a type of records, for screens that show its fields and look records up. The
 * records themselves may have other fields as well.
 */
public record RecordType(String name, String label, List<Field> fields) {
  public RecordType {
    fields = List.copyOf(fields);
  }

  /**
   * @param kind what a value means, such as {@code text} or {@code date_time}
   * @param collection whether it is a list of such values
   * @param choices what a value must be one of; empty where all will do
   * @param maxCharacters the longest text
   * @param least the smallest number
   * @param most the largest number
   */
  public record Field(
      String name,
      String label,
      @Nullable String help,
      String kind,
      boolean collection,
      boolean required,
      List<JsonNode> choices,
      @Nullable Integer maxCharacters,
      @Nullable BigDecimal least,
      @Nullable BigDecimal most) {
    public Field {
      choices = List.copyOf(choices);
    }

    /** Empty where there is no such kind. */
    public Optional<Type> type() {
      for (var each : Type.Kind.values()) {
        if (each.name().toLowerCase(Locale.ROOT).equals(kind)) {
          return Optional.of(collection ? Type.collectionOf(each) : Type.of(each));
        }
      }
      return Optional.empty();
    }
  }

  /** All that is wrong with it. */
  List<RecordProblem> problems() {
    var problems = new ArrayList<>(new RecordKey(name, "x").problems());
    if (fields.size() > RecordLimits.FIELDS) {
      problems.add(
          new RecordProblem(
              "fields",
              "There are %,d fields; a type has at most %,d."
                  .formatted(fields.size(), RecordLimits.FIELDS),
              "Leave out those that no screen shows."));
      return problems;
    }
    var names = new HashSet<String>();
    for (var index = 0; index < fields.size(); index++) {
      check(fields.get(index), "fields[" + index + "]", names, problems);
    }
    return problems;
  }

  private static void check(
      Field field, String path, HashSet<String> names, List<RecordProblem> problems) {
    Names.problemOf(field.name())
        .ifPresent(words ->
            problems.add(
                new RecordProblem(
                    path + ".name",
                    "This cannot be the name of a field: " + words + ".",
                    "Name it such as Status.")));
    if (!names.add(field.name()) || RecordFields.OWN.contains(field.name())) {
      problems.add(
          new RecordProblem(
              path + ".name",
              "`" + field.name() + "` is taken.",
              "Name each field once; `Id` and `Type` are those of the record itself."));
    }
    if (field.type().isEmpty()) {
      problems.add(
          new RecordProblem(
              path + ".kind",
              "There is no kind `" + field.kind() + "`.",
              "Use one of: " + kinds() + "."));
    }
  }

  private static String kinds() {
    var all = new ArrayList<String>();
    for (var each : Type.Kind.values()) {
      all.add(each.name().toLowerCase(Locale.ROOT));
    }
    return String.join(", ", all);
  }
}
