package baton.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What all commands for a node have: a connection, and a place to print to. */
abstract class NodeCommand implements Callable<Integer> {
  @Mixin final Connection node = new Connection();

  @Spec private @Nullable CommandSpec spec;

  PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }

  PrintWriter err() {
    return Objects.requireNonNull(spec).commandLine().getErr();
  }

  void say(String line) {
    out().println(line);
    out().flush();
  }

  /** Prints the answer as it is where that is asked for. */
  boolean printed(JsonNode answer) {
    if (node.json) {
      say(answer.toPrettyString());
    }
    return node.json;
  }
}
