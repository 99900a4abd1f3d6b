package baton.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands that drive runs; each takes one run or several. */
final class OperateCommands {
  private OperateCommands() {}

  /** One action on each run that is named; those after a refused one are still tried. */
  abstract static class Operation extends NodeCommand {
    abstract String action();

    abstract List<String> runs();

    abstract ObjectNode body();

    @Override
    public Integer call() {
      var answers = Connection.JSON.createArrayNode();
      var table = new Table("RUN", "STATUS");
      var refused = new ArrayList<Refused>();
      for (var run : runs()) {
        try {
          var answer =
              node.post("/runs/" + Connection.part(run) + ":" + action(), body(), Map.of());
          answers.add(answer);
          table.row(answer.path("id").asText(), answer.path("status").asText());
        } catch (Refused no) {
          refused.add(no);
        }
      }
      if (!printed(answers) && !table.isEmpty()) {
        table.print(out());
      }
      refused.forEach(no -> no.lines().forEach(err()::println));
      err().flush();
      return refused.isEmpty() ? 0 : Commands.REFUSED;
    }

    static ObjectNode withReason(@Nullable String reason) {
      var body = Connection.JSON.createObjectNode();
      return reason == null ? body : body.put("reason", reason);
    }
  }

  /** An action on several runs, with a reason. */
  abstract static class OnSeveral extends Operation {
    @Parameters(arity = "1..*", paramLabel = "RUN")
    private List<String> runs = List.of();

    @Override
    List<String> runs() {
      return runs;
    }
  }

  /** An action on a step of one run, with values. */
  abstract static class OnStep extends Operation {
    @Parameters(index = "0", paramLabel = "RUN")
    private String run = "";

    @Parameters(index = "1", paramLabel = "STEP")
    private String step = "";

    @Parameters(index = "2..*", paramLabel = "VALUE", description = Values.HOW)
    private List<String> values = List.of();

    @Override
    List<String> runs() {
      return List.of(run);
    }

    ObjectNode body(String name) {
      var body = Connection.JSON.createObjectNode().put("step", step);
      if (!values.isEmpty()) {
        body.set(name, Values.of(values));
      }
      return body;
    }
  }

  @Command(name = "cancel", description = "Cancels runs, for good.")
  static final class Cancel extends OnSeveral {
    @Option(
        names = {"-r", "--reason"},
        paramLabel = "TEXT")
    private @Nullable String reason;

    @Override
    String action() {
      return "cancel";
    }

    @Override
    ObjectNode body() {
      return withReason(reason);
    }
  }

  @Command(name = "suspend", description = "Suspends runs: what runs goes on, nothing new starts.")
  static final class Suspend extends OnSeveral {
    @Option(
        names = {"-r", "--reason"},
        paramLabel = "TEXT")
    private @Nullable String reason;

    @Override
    String action() {
      return "suspend";
    }

    @Override
    ObjectNode body() {
      return withReason(reason);
    }
  }

  @Command(
      name = "resume",
      description = "Resumes runs that are suspended or in error; what failed runs again.")
  static final class Resume extends OnSeveral {
    @Override
    String action() {
      return "resume";
    }

    @Override
    ObjectNode body() {
      return withReason(null);
    }
  }

  @Command(name = "retry", description = "Runs a step again, with other inputs if some are given.")
  static final class Retry extends OnStep {
    @Override
    String action() {
      return "retry";
    }

    @Override
    ObjectNode body() {
      return body("inputs");
    }
  }

  @Command(name = "skip", description = "Skips a step, with the given outputs.")
  static final class Skip extends OnStep {
    @Override
    String action() {
      return "skip";
    }

    @Override
    ObjectNode body() {
      return body("outputs");
    }
  }

  @Command(name = "jump", description = "Leads a run to another stage.")
  static final class Jump extends Operation {
    @Parameters(index = "0", paramLabel = "RUN")
    private String run = "";

    @Parameters(index = "1", paramLabel = "STAGE")
    private String stage = "";

    @Option(
        names = {"-r", "--reason"},
        paramLabel = "TEXT")
    private @Nullable String reason;

    @Override
    String action() {
      return "jump";
    }

    @Override
    List<String> runs() {
      return List.of(run);
    }

    @Override
    ObjectNode body() {
      return withReason(reason).put("stage", stage);
    }
  }
}
