package baton.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Deploys and activates texts: flows first, because orchestrations name them. */
@Command(
    name = "deploy",
    description = "Deploys flows and orchestrations, and makes them the active versions.")
final class DeployCommand extends NodeCommand {
  /** The line at the margin that names what a YAML text is. */
  private static final Pattern NAMED =
      Pattern.compile("(?m)^(orchestration|flow)\\s*:\\s*[\"']?([\\w.-]+)");

  /** The same in JSON, wherever it is written first. */
  private static final Pattern NAMED_IN_JSON =
      Pattern.compile("\"(orchestration|flow)\"\\s*:\\s*\"([\\w.-]+)");

  private record Text(String kind, String name, String file, String text) {
    String path() {
      return "/" + kind + "s/" + Connection.part(name);
    }

    String query() {
      return "?file=" + Connection.part(file);
    }

    String type() {
      return file.endsWith(".json") ? "application/json" : "application/yaml";
    }
  }

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "YAML or JSON files, or folders of them")
  private List<Path> files = List.of();

  @Option(names = "--draft", description = "deploy only, and leave the active versions as they are")
  private boolean draft;

  @Override
  public Integer call() {
    var table = new Table("KIND", "NAME", "VERSION", "STATUS");
    var answers = Connection.JSON.createArrayNode();
    var warnings = new ArrayList<String>();
    for (var text : texts()) {
      var answer = draft ? deployed(text) : activated(text);
      answer.path("warnings").forEach(each -> warnings.add(Refused.line(each)));
      answers.add(answer);
      table.row(
          text.kind(),
          text.name(),
          answer.path("version").asText(),
          answer.path("status").asText());
    }
    if (!printed(answers)) {
      table.print(out());
    }
    warnings.forEach(err()::println);
    err().flush();
    return 0;
  }

  private JsonNode deployed(Text text) {
    return node.put(text.path() + text.query(), text.text(), text.type());
  }

  /** Checked before, so that what cannot be active is not stored either. */
  private JsonNode activated(Text text) {
    var checked = node.post("/" + text.kind() + "s:check" + text.query(), text.text(), text.type());
    if (!checked.path("valid").asBoolean()) {
      throw Refused.of(text.file() + " has problems; it was not deployed.", checked);
    }
    return node.post(
        text.path() + "/versions/" + deployed(text).path("version").asText() + ":activate",
        null,
        Map.of());
  }

  private List<Text> texts() {
    var texts = new ArrayList<Text>();
    for (var path : files) {
      try (var found = Files.walk(path)) {
        for (var file : found.filter(Files::isRegularFile).sorted().toList()) {
          if (file.equals(path) || file.toString().matches(".*\\.(ya?ml|json)")) {
            texts.add(text(file));
          }
        }
      } catch (IOException unreadable) {
        throw new Refused("`" + path + "` cannot be read. Name a file or folder that is there.");
      }
    }
    texts.sort(Comparator.comparing(text -> text.kind().equals("flow") ? 0 : 1));
    return texts;
  }

  private static Text text(Path file) throws IOException {
    var text = Files.readString(file, StandardCharsets.UTF_8);
    var named = (text.stripLeading().startsWith("{") ? NAMED_IN_JSON : NAMED).matcher(text);
    if (!named.find()) {
      throw new Refused(
          "`"
              + file
              + "` is neither an orchestration nor a flow. Begin it with `flow: NAME` or"
              + " `orchestration: NAME`.");
    }
    return new Text(named.group(1), named.group(2), file.toString(), text);
  }
}
