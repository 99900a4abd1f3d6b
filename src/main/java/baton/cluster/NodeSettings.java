package baton.cluster;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValueFactory;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The settings of this node, read once; {@code reference.conf} explains each key.
 *
 * @param httpPort first port to try; the next free one is taken when it is not
 * @param seeds addresses (host:port) of the nodes to join; empty: this node is a cluster of one
 * @param data folder for everything a dev node keeps
 * @param cassandra addresses of an external Cassandra; empty: embedded
 * @param cassandraHome folder of embedded Cassandra's jars
 * @param cassandraJava home of the JDK for embedded Cassandra; empty: the best one found
 * @param replicationFactor copies of every row, when the keyspace is created
 * @param leaveWithParent whether the node ends when the process that started it does
 * @param demo what the demonstration does with its work items
 * @param samples whether the node adds people and orchestrations to try things with
 */
public record NodeSettings(
    String httpHost,
    int httpPort,
    List<String> seeds,
    Path data,
    List<InetSocketAddress> cassandra,
    Path cassandraHome,
    Optional<Path> cassandraJava,
    int replicationFactor,
    boolean leaveWithParent,
    Demo demo,
    boolean samples,
    Config config) {
  /** What the first run of a dev node does with its work items. */
  public enum Demo {
    /** Leaves them to the reader. */
    WAIT,
    /** Answers them, and ends the process. */
    FINISH,
    /** There is no such run. */
    OFF
  }

  private static final int CASSANDRA_PORT = 9042;
  private static final ConfigParseOptions MUST_EXIST =
      ConfigParseOptions.defaults().setAllowMissing(false);

  /** From system properties, over {@code application.conf}, over {@code reference.conf}. */
  public static NodeSettings load() {
    return of(ConfigFactory.load());
  }

  /**
   * From system properties, over {@code file}, over {@code reference.conf}.
   *
   * @throws ConfigException when it cannot be read, or has a key of ours that does not exist
   */
  public static NodeSettings load(Path file) {
    var written = ConfigFactory.parseFile(file.toFile(), MUST_EXIST);
    refuseUnknownKeys(written);
    return of(
        ConfigFactory.defaultOverrides()
            .withFallback(written)
            .withFallback(ConfigFactory.defaultReferenceUnresolved())
            .resolve());
  }

  public static NodeSettings of(Config config) {
    var baton = config.getConfig("baton");
    return new NodeSettings(
        baton.getString("http.host"),
        baton.getInt("http.port"),
        baton.getStringList("cluster.seeds"),
        Path.of(baton.getString("data")),
        addresses(baton.getString("cassandra")),
        Path.of(baton.getString("cassandra-home")),
        Optional.of(baton.getString("cassandra-java")).filter(s -> !s.isBlank()).map(Path::of),
        baton.getInt("cassandra-replication-factor"),
        baton.getBoolean("leave-with-parent"),
        demo(baton.getString("demo")),
        baton.getBoolean("samples"),
        config);
  }

  /** The same settings with {@code text} (HOCON) on top. */
  public NodeSettings with(String text) {
    return of(ConfigFactory.parseString(text).withFallback(config).resolve());
  }

  /** The same settings, connecting to the Cassandra at {@code address}. */
  public NodeSettings withCassandra(InetSocketAddress address) {
    return of(
        config.withValue(
            "baton.cassandra",
            ConfigValueFactory.fromAnyRef(address.getHostString() + ":" + address.getPort())));
  }

  private static void refuseUnknownKeys(Config written) {
    var known = ConfigFactory.defaultReference();
    if (written.hasPath("baton")) {
      for (var entry : written.getConfig("baton").entrySet()) {
        var key = "baton." + entry.getKey();
        if (!known.hasPathOrNull(key)) {
          throw new ConfigException.BadValue(
              entry.getValue().origin(), key, "there is no such setting; reference.conf lists all");
        }
      }
    }
  }

  private static List<InetSocketAddress> addresses(String text) {
    return Arrays.stream(text.split(","))
        .map(String::strip)
        .filter(one -> !one.isEmpty())
        .map(NodeSettings::address)
        .toList();
  }

  private static InetSocketAddress address(String text) {
    var colon = text.lastIndexOf(':');
    try {
      return colon < 0
          ? InetSocketAddress.createUnresolved(text, CASSANDRA_PORT)
          : InetSocketAddress.createUnresolved(
              text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    } catch (IllegalArgumentException wrong) {
      throw new ConfigException.BadValue(
          "baton.cassandra", "'" + text + "' is not host:port, such as 127.0.0.1:9042", wrong);
    }
  }

  private static Demo demo(String text) {
    try {
      return Demo.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw new IllegalArgumentException(
          "baton.demo is `" + text + "`; write wait, finish or off", unknown);
    }
  }
}
