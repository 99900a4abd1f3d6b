package baton.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Finds runs by what they are. */
@Command(
    name = "runs",
    description = "Lists runs, found by what they are; all that is given must match.")
final class RunsCommand extends NodeCommand {
  private static final int PAGE = 200;

  enum Status {
    InProgress,
    Completed,
    Suspended,
    Canceled,
    Error
  }

  @Option(
      names = {"-s", "--status"},
      description = "${COMPLETION-CANDIDATES}")
  private @Nullable Status status;

  @Option(
      names = {"-o", "--orchestration"},
      paramLabel = "NAME")
  private @Nullable String orchestration;

  @Option(names = "--stage", paramLabel = "NAME", description = "that are in this stage now")
  private @Nullable String stage;

  @Option(
      names = {"-k", "--key"},
      paramLabel = "KEY",
      description = "with this business key")
  private @Nullable String businessKey;

  @Option(names = "--record", paramLabel = "TYPE/ID", description = "that are about this record")
  private @Nullable String record;

  @Option(names = "--input", paramLabel = "NAME=VALUE", description = "with this input")
  private @Nullable String input;

  @Option(names = "--parent", paramLabel = "RUN", description = "that do a step of this run")
  private @Nullable String parent;

  @Option(names = "--from", paramLabel = "TIME", description = "started then or later")
  private @Nullable String from;

  @Option(names = "--before", paramLabel = "TIME", description = "started before")
  private @Nullable String before;

  @Option(names = "--oldest", description = "the oldest first")
  private boolean oldest;

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      defaultValue = "20",
      description = "how many at most (default: ${DEFAULT-VALUE})")
  private int limit;

  @Override
  public Integer call() {
    var found = Connection.JSON.createArrayNode();
    var query = query();
    String cursor;
    do {
      query.put("limit", Integer.toString(Math.max(1, Math.min(PAGE, limit - found.size()))));
      var page = node.get("/runs", query);
      page.path("items").forEach(found::add);
      cursor = page.path("nextCursor").asText("");
      query.put("cursor", cursor);
    } while (!cursor.isEmpty() && found.size() < limit);
    if (printed(found)) {
      return 0;
    }
    var table = new Table("RUN", "STATUS", "ORCHESTRATION", "STAGE", "KEY", "STARTED", "TOOK");
    found.forEach(run -> row(table, run));
    if (table.isEmpty()) {
      say("No run matches.");
    } else {
      table.print(out());
    }
    return 0;
  }

  private static void row(Table table, JsonNode run) {
    var started = run.path("startedAt").asText();
    table.row(
        run.path("id").asText(),
        run.path("status").asText(),
        run.path("orchestration").asText(),
        run.path("stage").asText(""),
        run.path("businessKey").asText(""),
        Times.moment(started),
        Times.duration(started, run.path("endedAt").asText("")));
  }

  private Map<String, String> query() {
    var query = new LinkedHashMap<String, String>();
    put(query, "status", status == null ? null : status.name());
    put(query, "orchestration", orchestration);
    put(query, "stage", stage);
    put(query, "businessKey", businessKey);
    put(query, "record", record);
    put(query, "input", input);
    put(query, "startedFrom", from);
    put(query, "startedBefore", before);
    put(query, "parent", parent);
    put(query, "order", oldest ? "oldest" : null);
    return query;
  }

  private static void put(Map<String, String> query, String name, @Nullable String value) {
    if (value != null) {
      query.put(name, value);
    }
  }
}
