package baton.record;

import baton.expression.Names;
import baton.expression.Values;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the fields of a record may be. */
final class RecordFields {
  /** Under these names expressions read the id and the type, so no field can have them. */
  static final Set<String> OWN = Set.of("Id", "Type");

  private static final int PROBLEMS_SHOWN = 20;

  private RecordFields() {}

  static List<RecordProblem> problems(Map<String, JsonNode> fields) {
    var problems = new ArrayList<RecordProblem>();
    if (fields.size() > RecordLimits.FIELDS) {
      problems.add(
          new RecordProblem(
              "fields",
              "There would be %,d fields; a record has at most %,d."
                  .formatted(fields.size(), RecordLimits.FIELDS),
              "Group some of them into one field, or split the record."));
    }
    for (var name : fields.keySet()) {
      if (problems.size() < PROBLEMS_SHOWN) {
        check(name, problems);
      }
    }
    var bytes = bytes(fields);
    if (bytes > RecordLimits.BYTES) {
      problems.add(
          new RecordProblem(
              "fields",
              "The fields would have %,d bytes; a record keeps at most %,d."
                  .formatted(bytes, RecordLimits.BYTES),
              "Keep large data elsewhere, and its address here."));
    }
    return problems;
  }

  private static void check(String name, List<RecordProblem> problems) {
    if (OWN.contains(name)) {
      problems.add(
          new RecordProblem(
              "fields." + name,
              "`Id` and `Type` are those of the record itself.",
              "Leave it out, or name the field otherwise."));
      return;
    }
    Names.problemOf(name)
        .ifPresent(words ->
            problems.add(
                new RecordProblem(
                    "fields." + name,
                    "This cannot be the name of a field: " + words + ".",
                    "Name it such as Status or start_date.")));
  }

  /** The same for the same values. */
  static String digest(Map<String, JsonNode> fields) {
    var all = new StringBuilder();
    new TreeMap<>(fields)
        .forEach((name, value) -> all.append(name).append(Values.canonical(value)).append('\n'));
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      var bytes = digest.digest(all.toString().getBytes(StandardCharsets.UTF_8));
      return "values:" + HexFormat.of().formatHex(bytes, 0, 16);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static int bytes(Map<String, JsonNode> fields) {
    return fields.entrySet().stream()
        .mapToInt(field ->
            field.getKey().length()
                + field.getValue().toString().getBytes(StandardCharsets.UTF_8).length)
        .sum();
  }
}
