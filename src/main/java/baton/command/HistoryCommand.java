package baton.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists what has happened to a run. */
@Command(name = "history", description = "Lists what has happened to a run, the oldest first.")
final class HistoryCommand extends NodeCommand {
  @Parameters(index = "0", paramLabel = "RUN")
  private String run = "";

  @Override
  public Integer call() {
    var events = Connection.JSON.createArrayNode();
    var query = new HashMap<String, String>();
    String cursor;
    do {
      var page = node.get("/runs/" + Connection.part(run) + "/events", query);
      page.path("items").forEach(events::add);
      cursor = page.path("nextCursor").asText("");
      query.put("cursor", cursor);
    } while (!cursor.isEmpty());
    if (printed(events)) {
      return 0;
    }
    var table = new Table("TIME", "NUMBER", "WHAT", "ABOUT");
    for (var event : events) {
      table.row(
          event.path("at").asText(),
          event.path("sequence").asText(),
          event.path("type").asText(),
          about(event.path("data")));
    }
    table.print(out());
    return 0;
  }

  /** The short values; the long ones are in the JSON. */
  private static String about(JsonNode data) {
    return data.properties().stream()
        .filter(each -> each.getValue().isValueNode() && !each.getKey().equals("requestHash"))
        .map(each -> each.getKey() + "=" + each.getValue().asText())
        .collect(Collectors.joining(" "));
  }
}
