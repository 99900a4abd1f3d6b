package baton.http;

import static org.apache.pekko.http.javadsl.server.Directives.complete;

import baton.task.TaskId;
import baton.task.TaskLimits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;

/** The terms on which workers are given tasks, as they write them, and what to do instead. */
final class TaskTerms {
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})(ms|s|m|h)");
  private static final Duration USUAL_LEASE = Duration.ofMinutes(1);

  private TaskTerms() {}

  static boolean areTypes(List<String> types) {
    return !types.isEmpty()
        && types.size() <= TaskLimits.TYPES_OF_A_FETCH
        && types.stream().allMatch(type -> TaskId.TYPE.matcher(type).matches());
  }

  static Optional<Duration> lease(@Nullable String text) {
    return duration(text, USUAL_LEASE, TaskLimits.SHORTEST_LEASE, TaskLimits.LONGEST_LEASE);
  }

  static Optional<Duration> duration(
      @Nullable String text, Duration usual, Duration shortest, Duration longest) {
    if (text == null) {
      return Optional.of(usual);
    }
    var match = DURATION.matcher(text);
    if (!match.matches()) {
      return Optional.empty();
    }
    var amount = Long.parseLong(match.group(1));
    var duration =
        switch (match.group(2)) {
          case "ms" -> Duration.ofMillis(amount);
          case "s" -> Duration.ofSeconds(amount);
          case "m" -> Duration.ofMinutes(amount);
          default -> Duration.ofHours(amount);
        };
    return duration.compareTo(shortest) < 0 || duration.compareTo(longest) > 0
        ? Optional.empty()
        : Optional.of(duration);
  }

  static Route wrongTypes() {
    return wrong(
        "types",
        "Name 1 to " + TaskLimits.TYPES_OF_A_FETCH + " types of letters, digits, _ . and -.");
  }

  static Route wrongMax() {
    return wrong("max", "Send a whole number from 1 to " + TaskLimits.TASKS_AT_ONCE + ".");
  }

  static Route wrongLease() {
    return wrong("lease", "Send a whole number and s, m or h, from 1s to 12h, such as 1m.");
  }

  static Route wrong(String member, String remedy) {
    return complete(Problems.malformed(member, "`" + member + "` cannot be this.", remedy));
  }
}
