package baton.command;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Starts a run. */
@Command(name = "run", description = "Starts a run of an orchestration.")
final class RunCommand extends NodeCommand {
  @Parameters(index = "0", paramLabel = "ORCHESTRATION")
  private String orchestration = "";

  @Parameters(index = "1..*", paramLabel = "INPUT", description = Values.HOW)
  private List<String> inputs = List.of();

  @Option(
      names = {"-k", "--key"},
      paramLabel = "KEY",
      description = "business key, by which the run can be found")
  private @Nullable String businessKey;

  @Option(
      names = "--once",
      paramLabel = "KEY",
      description = "idempotency key: the same key never makes a second run")
  private @Nullable String idempotencyKey;

  @Option(names = "--version", paramLabel = "N", description = "version (default: the active one)")
  private @Nullable Integer version;

  @Option(
      names = {"-w", "--wait"},
      paramLabel = "TIME",
      arity = "0..1",
      fallbackValue = "30s",
      description =
          "wait until the run has ended or waits for people or events, at most so long"
              + " (default: ${FALLBACK-VALUE})")
  private @Nullable String wait;

  @Override
  public Integer call() {
    var body = Connection.JSON.createObjectNode();
    body.put("orchestration", orchestration);
    body.set("inputs", Values.of(inputs));
    if (businessKey != null) {
      body.put("businessKey", businessKey);
    }
    if (version != null) {
      body.put("version", version);
    }
    var query = new HashMap<String, String>();
    if (wait != null) {
      query.put("wait", wait);
    }
    var answer =
        node.post(
            "/runs" + Connection.asQuery(query),
            body,
            idempotencyKey == null ? Map.of() : Map.of("Idempotency-Key", idempotencyKey));
    if (!printed(answer)) {
      say(answer.path("id").asText() + "  " + answer.path("status").asText());
      if (answer.hasNonNull("fault")) {
        say(answer.path("fault").asText());
      }
    }
    return answer.path("status").asText().equals("Error") ? Commands.REFUSED : 0;
  }
}
