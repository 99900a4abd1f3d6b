package baton.command;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** All commands for a node that runs elsewhere, and what their failures mean to a shell. */
public final class Commands {
  /** The node has refused it, certainly nothing was done; or what was asked for is not so. */
  public static final int REFUSED = 1;

  /** Nobody answers, or the outcome is unknown; it is safe to send the same again. */
  public static final int UNKNOWN = 3;

  private Commands() {}

  public static void addTo(CommandLine baton) {
    List.<Object>of(
            new DeployCommand(),
            new RunCommand(),
            new RunsCommand(),
            new WhyCommand(),
            new HistoryCommand(),
            new OperateCommands.Cancel(),
            new OperateCommands.Suspend(),
            new OperateCommands.Resume(),
            new OperateCommands.Retry(),
            new OperateCommands.Skip(),
            new OperateCommands.Jump(),
            new RebuildListCommand(),
            new WorkCommand(),
            new CompletionCommand())
        .forEach(baton::addSubcommand);
  }

  /** Says a failure in words and gives its exit code; null where it is none of these commands'. */
  public static @Nullable Integer explained(Exception failure, CommandLine line) {
    switch (failure) {
      case Refused refused -> {
        refused.lines().forEach(line.getErr()::println);
        line.getErr().flush();
        return REFUSED;
      }
      case Unreachable unreachable -> {
        line.getErr().println(unreachable.getMessage());
        line.getErr().flush();
        return UNKNOWN;
      }
      default -> {
        return null;
      }
    }
  }
}
