package baton.app;

import baton.app.embedded.CassandraFailed;
import baton.cluster.NodeSettings;
import baton.cluster.SchemaRefused;
import baton.command.Commands;
import com.typesafe.config.ConfigException;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * The command line: here what starts nodes, in the room {@code command} what speaks to them. Exit
 * codes: 0 ended as asked, 1 could not start or was refused, 2 wrong usage, 3 failed later or the
 * outcome is unknown; 130 and 143 after a signal.
 */
@Command(
    name = "baton",
    description = "An orchestration cluster for work that people and machines do together",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND")
public final class Main {
  private static final int COULD_NOT_START = 1;

  private final Console console = Console.standard();

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(line().execute(arguments));
  }

  static CommandLine line() {
    var line = new CommandLine(new Main());
    Commands.addTo(line);
    return line.setExecutionExceptionHandler((failure, at, parsed) -> {
      var known = Commands.explained(failure, at);
      return known == null ? explained(failure) : known;
    });
  }

  @Option(
      names = "-D",
      paramLabel = "KEY=VALUE",
      scope = ScopeType.INHERIT,
      description = "sets one setting, such as -Dbaton.http.port=9000")
  void set(Map<String, String> settings) {
    settings.forEach(System::setProperty);
  }

  @Command(description = "Runs a node for trying out, with a Cassandra of its own.")
  int dev() {
    var settings = NodeSettings.load();
    var launch = launch(settings);
    var there = settings.cassandra().isEmpty() ? launch.withEmbeddedCassandra(settings) : settings;
    var node = launch.node(there, House.forTryingOut());
    var demo = new Demo(console, node.address());
    return switch (settings.demo()) {
      case FINISH -> demo.finish() ? 0 : Launch.FAILED_LATER;
      case WAIT -> {
        launch.beside("demo", demo::watch);
        yield launch.untilTheEnd();
      }
      case OFF -> launch.untilTheEnd();
    };
  }

  @Command(description = "Runs a node of a cluster on the Cassandra that its settings name.")
  int node(
      @Option(
              names = {"-c", "--config"},
              paramLabel = "FILE",
              required = true,
              description = "settings of this node (HOCON)")
          Path file) {
    var settings = NodeSettings.load(file);
    var launch = launch(settings);
    console.say("Cassandra is expected at " + settings.cassandra());
    launch.node(settings, House.plain());
    return launch.untilTheEnd();
  }

  @Command(description = "Runs only an embedded Cassandra, for several nodes on one machine.")
  int cassandra(
      @Option(
              names = "--data",
              paramLabel = "FOLDER",
              required = true,
              description = "where it keeps its data")
          Path data,
      @Option(
              names = "--port",
              defaultValue = "9042",
              description = "where it listens; 0 takes a free port (default: ${DEFAULT-VALUE})")
          int port) {
    var settings = NodeSettings.load();
    var launch = launch(settings);
    launch.cassandra(settings, data, port);
    return launch.untilTheEnd();
  }

  private Launch launch(NodeSettings settings) {
    var launch = new Launch(console, Ending.withProcess());
    if (settings.leaveWithParent()) {
      launch.leaveWithParent();
    }
    return launch;
  }

  /** A failure with a remedy in its message needs no stack trace. */
  private static int explained(Exception failure) {
    switch (failure) {
      case CassandraFailed known -> System.err.println(known.getMessage());
      case SchemaRefused known -> System.err.println(known.getMessage());
      case IllegalStateException later when later.getCause() instanceof SchemaRefused known ->
          System.err.println(known.getMessage());
      case ConfigException known -> System.err.println(known.getMessage());
      case IllegalArgumentException known -> System.err.println(known.getMessage());
      default -> failure.printStackTrace();
    }
    return COULD_NOT_START;
  }

  /** The version that the build wrote into the jar. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      var version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"Baton " + (version == null ? "from its build folder" : version)};
    }
  }
}
