package baton.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists what has happened to a run. */
@Command(name = "history", description = "Lists the milestones of a run, the oldest first.")
final class HistoryCommand extends NodeCommand {
  @Parameters(index = "0", paramLabel = "RUN")
  private String run = "";

  @Option(
      names = "--lines",
      description = "export every event that is stored, one JSON object in each line")
  private boolean lines;

  @Override
  public Integer call() {
    var path = "/runs/" + Connection.part(run);
    if (lines) {
      out().print(node.text(path + "/events", "application/x-ndjson"));
      out().flush();
      return 0;
    }
    var milestones = Connection.JSON.createArrayNode();
    var query = new HashMap<String, String>();
    String cursor;
    do {
      var page = node.get(path + "/history", query);
      page.path("items").forEach(milestones::add);
      cursor = page.path("nextCursor").asText("");
      query.put("cursor", cursor);
    } while (!cursor.isEmpty());
    if (!printed(milestones)) {
      var table = new Table("TIME", "TOOK", "WHAT", "WHO", "MORE");
      milestones.forEach(each -> row(table, each));
      table.print(out());
    }
    return 0;
  }

  private static void row(Table table, JsonNode milestone) {
    var took = milestone.path("tookMillis");
    var visit = milestone.path("visit").asInt();
    table.row(
        milestone.path("at").asText(),
        took.isMissingNode() ? "" : Times.duration(Duration.ofMillis(took.asLong())),
        "%s %s %s%s"
            .formatted(
                milestone.path("subject").asText(),
                milestone.path("name").asText(),
                milestone.path("what").asText(),
                visit > 1 ? ", visit " + visit : ""),
        milestone.path("actor").asText(milestone.path("assignee").asText("")),
        Stream.of("record", "comments", "reason", "fault")
            .map(name -> milestone.path(name).asText(""))
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining("; ")));
  }
}
