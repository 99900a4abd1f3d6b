package baton.command;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what makes a shell complete the command line. */
@Command(
    name = "completion",
    description = "Prints completion for bash and zsh; use it as: source <(bin/baton completion)")
final class CompletionCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    var root = Objects.requireNonNull(spec).root().commandLine();
    root.getOut().print(AutoComplete.bash("baton", root));
    root.getOut().flush();
  }
}
