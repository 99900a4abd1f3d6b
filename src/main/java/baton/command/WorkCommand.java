package baton.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists work items, and does with them what people do. */
@Command(
    name = "work",
    description = "Lists work items; claims, releases, reassigns and completes them.")
final class WorkCommand extends NodeCommand {
  private static final int PAGE = 200;

  @Option(
      names = "--for",
      paramLabel = "WHOM",
      defaultValue = "me",
      description =
          "me, mine, user:NAME, group:NAME, queue:NAME or record:TYPE/ID (default: ${DEFAULT-VALUE})")
  private String whom = "me";

  @Option(
      names = {"-q", "--search"},
      paramLabel = "WORDS")
  private @Nullable String search;

  @Option(names = "--closed", description = "those that are done or closed")
  private boolean closed;

  @Override
  public Integer call() {
    var query = new HashMap<String, String>();
    query.put("for", whom);
    query.put("limit", Integer.toString(PAGE));
    if (search != null) {
      query.put("q", search);
    }
    if (closed) {
      query.put("state", "closed");
    }
    var items = node.get("/work-items", query).path("items");
    if (printed(items)) {
      return 0;
    }
    if (items.isEmpty()) {
      say("No work items.");
      return 0;
    }
    var table = new Table("ITEM", "STATUS", "WHAT", "RECORD", "ASSIGNED TO", "SINCE");
    items.forEach(item -> row(table, item));
    table.print(out());
    return 0;
  }

  private static void row(Table table, JsonNode item) {
    table.row(
        item.path("id").asText(),
        item.path("status").asText(),
        item.path("label").asText(),
        item.path("recordType").asText() + "/" + item.path("recordId").asText(),
        item.path("claimedBy").asText(item.path("assignee").asText()),
        Times.moment(item.path("createdAt").asText()));
  }

  @Command(description = "Claims an item of a group or queue.")
  int claim(@Mixin Connection as, @Parameters(paramLabel = "ITEM") String item) {
    return told(as, item, "claim", null);
  }

  @Command(description = "Gives a claimed item back.")
  int release(@Mixin Connection as, @Parameters(paramLabel = "ITEM") String item) {
    return told(as, item, "release", null);
  }

  @Command(description = "Gives an item to somebody else.")
  int reassign(
      @Mixin Connection as,
      @Parameters(index = "0", paramLabel = "ITEM") String item,
      @Parameters(index = "1", paramLabel = "WHOM", description = "user:, group: or queue:NAME")
          String to,
      @Option(
              names = {"-r", "--reason"},
              paramLabel = "TEXT")
          @Nullable String reason) {
    var body = OperateCommands.Operation.withReason(reason).put("to", to);
    return told(as, item, "reassign", body);
  }

  @Command(description = "Completes an item with the outputs of its screen flow.")
  int complete(
      @Mixin Connection as,
      @Parameters(index = "0", paramLabel = "ITEM") String item,
      @Parameters(index = "1..*", arity = "0..*", paramLabel = "OUTPUT", description = Values.HOW)
          @Nullable List<String> outputs) {
    var body = Connection.JSON.createObjectNode();
    body.set("outputs", Values.of(outputs == null ? List.of() : outputs));
    return told(as, item, "complete", body);
  }

  private int told(Connection as, String item, String action, @Nullable ObjectNode body) {
    var answer = as.post("/work-items/" + Connection.part(item) + ":" + action, body, Map.of());
    say(
        as.json
            ? answer.toPrettyString()
            : answer.path("id").asText() + "  " + answer.path("status").asText());
    return 0;
  }
}
