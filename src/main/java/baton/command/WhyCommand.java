package baton.command;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Explains why a run stands where it stands. */
@Command(
    name = "why",
    description = "Says of a run's steps why they have not started or not completed.")
final class WhyCommand extends NodeCommand {
  @Parameters(index = "0", paramLabel = "RUN")
  private String run = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "STEP",
      description = "only this step, or this stage")
  private @Nullable String only;

  private boolean found;

  @Override
  public Integer call() {
    var why = node.get("/runs/" + Connection.part(run) + "/why");
    if (printed(why)) {
      return 0;
    }
    if (only == null) {
      say(why.path("status").asText() + ": " + why.path("words").asText());
    }
    for (var stage : why.path("stages")) {
      tell("Stage", stage, "");
      stage.path("steps").forEach(step -> tell("Step", step, "  "));
    }
    if (only != null && !found) {
      throw new Refused("Run " + run + " has no step or stage `" + only + "`.");
    }
    return 0;
  }

  private void tell(String what, JsonNode part, String indent) {
    if (only != null && !only.equals(part.path("name").asText())) {
      return;
    }
    found = true;
    var why = part.path("why");
    say("");
    say(
        "%s%s %s (%s): %s"
            .formatted(
                indent,
                what,
                part.path("label").asText(),
                part.path("name").asText(),
                part.path("status").asText()));
    say(indent + "  " + why.path("words").asText());
    var condition = why.path("condition");
    for (var each : condition.path("requirements")) {
      if (condition.path("form").asText().equals("Requirements")) {
        say(indent + "  " + requirement(each));
      }
    }
    for (var read : condition.path("reads").properties()) {
      say(indent + "    " + read.getKey() + " = " + value(read.getValue()));
    }
    why.path("moments")
        .forEach(moment -> say(indent + "    looked at again " + moment.path("words").asText()));
  }

  private static String requirement(JsonNode truth) {
    return "  %s %s. %s = %s  %s  %s"
        .formatted(
            truth.path("holds").asBoolean() ? "yes" : "no ",
            truth.path("number").asText(),
            truth.path("left").asText(),
            value(truth.path("leftValue")),
            truth.path("operator").asText(),
            value(truth.path("rightValue")));
  }

  private static String value(JsonNode value) {
    return value.isNull() || value.isMissingNode() ? "(no value)" : value.toString();
  }
}
