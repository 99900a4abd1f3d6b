package baton.command;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes the list of runs anew from what is stored of the runs, part by part. */
@Command(
    name = "rebuild-list",
    description = {
      "Writes the list of runs anew from their journal, while the cluster works.",
      "Where it breaks off, it goes on with --from and what it printed last."
    })
final class RebuildListCommand extends NodeCommand {
  /** Runs whose failure is told; of more it tells the number. */
  private static final int TOLD = 20;

  @Option(names = "--from", paramLabel = "CURSOR", description = "where to go on")
  private @Nullable String from;

  private int written;
  private int failed;

  @Override
  public Integer call() {
    var cursor = from;
    do {
      var body = Connection.JSON.createObjectNode();
      if (cursor != null) {
        body.put("cursor", cursor);
      }
      var part = node.post("/runs:rebuild-list", body, Map.of());
      written += part.path("written").asInt();
      for (var run : part.path("failed")) {
        if (failed++ < TOLD) {
          err().println(run.path("id").asText() + ": " + run.path("why").asText());
        }
      }
      cursor = part.path("nextCursor").asText(null);
      if (!printed(part) && cursor != null) {
        say("%,d runs written; the rest begins at --from=%s".formatted(written, cursor));
      }
    } while (cursor != null);
    if (!node.json) {
      say("%,d runs written, %,d failed.".formatted(written, failed));
    }
    err().flush();
    return failed == 0 ? 0 : Commands.REFUSED;
  }
}
