package baton.app.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A real Cassandra as a child process: free ports, durable writes, data kept in its folder, ended
 * with its owner whatever is killed.
 */
public final class EmbeddedCassandra implements AutoCloseable {
  /** Includes up to 15 s of waiting for an earlier Cassandra to leave the same data. */
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(25);
  private static final Duration CLOSING = Duration.ofSeconds(4);

  /** A free port may be taken between choosing and binding it. */
  private static final int TRIES_FOR_PORTS = 3;

  private static final int EXIT_IN_USE = 3;
  private static final List<String> FOREIGN_OPTIONS =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  private final Process process;
  private final InetSocketAddress address;
  private final int javaVersion;
  private final CassandraLog log;

  private EmbeddedCassandra(
      Process process, InetSocketAddress address, int javaVersion, CassandraLog log) {
    this.process = process;
    this.address = address;
    this.javaVersion = javaVersion;
    this.log = log;
  }

  /**
   * Starts Cassandra and returns once it accepts connections.
   *
   * @throws CassandraFailed with the cause, a remedy and the end of its log
   */
  public static EmbeddedCassandra start(CassandraPlace asked) {
    var place = prepared(asked);
    var java = JavaHomes.forCassandra(place.java());
    for (var attempt = 1; ; attempt++) {
      var started = launch(place, java);
      if (started.becomesReady()) {
        return started;
      }
      var lostPort = started.log.says("in use") && place.port() == 0;
      if (attempt == TRIES_FOR_PORTS || !lostPort) {
        throw started.failure(place);
      }
    }
  }

  /** Where the driver connects. */
  public InetSocketAddress address() {
    return address;
  }

  public long pid() {
    return process.pid();
  }

  /** The feature release of the JDK that runs it. */
  public int javaVersion() {
    return javaVersion;
  }

  /** Done when the process has ended, asked or not. */
  public CompletableFuture<Void> ended() {
    return process.onExit().thenAccept(gone -> {});
  }

  /** Ends it in order, so that the next start has nothing to replay; after 4 s by force. */
  @Override
  public void close() {
    try (var pipe = process.getOutputStream()) {
      pipe.write("stop\n".getBytes(UTF_8));
      pipe.flush();
      if (!process.waitFor(CLOSING.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (IOException alreadyGone) {
      process.destroyForcibly();
    } catch (InterruptedException hurry) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** Ends it at once; what it acknowledged is on disk. */
  public void kill() {
    try {
      process.destroyForcibly().waitFor();
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }

  private static CassandraPlace prepared(CassandraPlace asked) {
    var home = asked.home().toAbsolutePath().normalize();
    var data = asked.data().toAbsolutePath().normalize();
    if (!Files.isDirectory(home.resolve("lib")) || !Files.isDirectory(home.resolve("classes"))) {
      throw new CassandraFailed(
          "Cassandra's jars are not in "
              + home
              + ": run `mvn process-classes` once in the project");
    }
    try {
      Files.createDirectories(data.resolve("conf"));
    } catch (IOException refused) {
      throw new CassandraFailed(
          "Cannot write to " + data + ": name another data folder by -Dbaton.data", refused);
    }
    return asked.at(home, data);
  }

  private static EmbeddedCassandra launch(CassandraPlace place, JavaHome java) {
    try {
      var nativePort = place.port() == 0 ? freePort() : place.port();
      if (!isFree(nativePort)) {
        throw new CassandraFailed("Port " + nativePort + " is taken: name another one");
      }
      var configuration = place.data().resolve("conf");
      Files.writeString(
          configuration.resolve("cassandra.yaml"),
          CassandraYaml.text(place.data(), nativePort, freePort()));
      Files.writeString(configuration.resolve("logback.xml"), LOGBACK);
      var owner = ProcessHandle.current().pid();
      var builder = new ProcessBuilder(CassandraCommand.of(place, java, configuration, owner));
      builder.environment().keySet().removeAll(FOREIGN_OPTIONS);
      builder.directory(place.data().toFile());
      var log = CassandraLog.from(place.log());
      builder.redirectErrorStream(true);
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(place.log().toFile()));
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), nativePort);
      return new EmbeddedCassandra(builder.start(), address, java.version(), log);
    } catch (IOException refused) {
      throw new CassandraFailed("Cannot start Cassandra: " + refused.getMessage(), refused);
    }
  }

  private boolean becomesReady() {
    var patience = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (process.isAlive() && System.nanoTime() < patience) {
        if (accepts()) {
          return true;
        }
        process.waitFor(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  private boolean accepts() {
    try (var socket = new Socket()) {
      socket.connect(address);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private CassandraFailed failure(CassandraPlace place) {
    if (process.isAlive()) {
      process.destroyForcibly();
      return new CassandraFailed(
          "Cassandra was not ready within " + PATIENCE.toSeconds() + " s. " + log.advice());
    }
    if (process.exitValue() == EXIT_IN_USE) {
      return new CassandraFailed(
          "The data folder "
              + place.data()
              + " is in use by "
              + holder(place.lock())
              + ": stop that one, or name another folder by -Dbaton.data");
    }
    return new CassandraFailed(
        "Cassandra ended with exit code " + process.exitValue() + ". " + log.advice());
  }

  private static String holder(Path lock) {
    try {
      return Files.readString(lock).strip();
    } catch (IOException gone) {
      return "another Cassandra";
    }
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static final String LOGBACK =
      """
      <configuration>
        <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
          <encoder><pattern>%-5level %date{ISO8601} %logger{0} - %msg%n</pattern></encoder>
        </appender>
        <root level="WARN"><appender-ref ref="out"/></root>
      </configuration>
      """;
}
