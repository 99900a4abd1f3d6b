package baton.task;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names one attempt of an external step; as a text {@code type~run~step~visit~attempt}, and {@code
 * ~index} where it is one item of a step that fans out.
 */
public record TaskId(
    String type, String runId, String step, int visit, int attempt, @Nullable Integer index) {
  public static final Pattern TYPE = Pattern.compile("[A-Za-z0-9_.-]{1,100}");

  private static final Pattern TEXT =
      Pattern.compile(
          "("
              + TYPE
              + ")~([0-9a-zA-Z-]{1,64})~([A-Za-z0-9_]{1,80})~([0-9]{1,9})~([0-9]{1,9})(?:~([0-9]{1,9}))?");

  /** Of a step that does its work once. */
  public TaskId(String type, String runId, String step, int visit, int attempt) {
    this(type, runId, step, visit, attempt, null);
  }

  public static Optional<TaskId> parse(String text) {
    var match = TEXT.matcher(text);
    return match.matches()
        ? Optional.of(
            new TaskId(
                match.group(1),
                match.group(2),
                match.group(3),
                Integer.parseInt(match.group(4)),
                Integer.parseInt(match.group(5)),
                match.group(6) == null ? null : (Integer) Integer.parseInt(match.group(6))))
        : Optional.empty();
  }

  public String text() {
    var once =
        String.join("~", type, runId, step, Integer.toString(visit), Integer.toString(attempt));
    return index == null ? once : once + "~" + index;
  }
}
