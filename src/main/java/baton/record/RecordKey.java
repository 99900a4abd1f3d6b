package baton.record;

import baton.expression.Names;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/** Which record: its type and its id. */
public record RecordKey(String type, String id) {
  private static final Pattern ID = Pattern.compile("[^\\p{Cntrl}:]+");

  /** What is wrong with it; nothing may be asked of such a record. */
  public List<RecordProblem> problems() {
    var problems = new ArrayList<RecordProblem>();
    Names.problemOf(type)
        .ifPresent(words ->
            problems.add(
                new RecordProblem(
                    "type", "This cannot be a type: " + words, "Name it such as Employee.")));
    if (id.length() > RecordLimits.ID_CHARACTERS) {
      problems.add(
          new RecordProblem(
              "id",
              "The id has " + id.length() + " characters.",
              "Use at most " + RecordLimits.ID_CHARACTERS + "."));
    } else if (!ID.matcher(id).matches() || !id.equals(id.strip())) {
      problems.add(
          new RecordProblem(
              "id",
              "The id is empty, begins or ends with a space, or has a colon or control character.",
              "Use an id such as E-1001."));
    }
    return problems;
  }

  /** As text of which no other record has the same. */
  String written() {
    return type + "~" + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("~", "%7E");
  }

  static RecordKey read(String written) {
    var parts = written.split("~", 2);
    return new RecordKey(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
  }

  /** Of a record that is made under an idempotency key: the same key leads to the same record. */
  public static RecordKey derived(String type, String idempotencyKey) {
    var name = (type + "\n" + idempotencyKey).getBytes(StandardCharsets.UTF_8);
    return new RecordKey(type, UUID.nameUUIDFromBytes(name).toString());
  }

  /** As a part of an address. */
  public String path() {
    return type + "/" + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** As people read it. */
  @Override
  public String toString() {
    return type + "/" + id;
  }
}
