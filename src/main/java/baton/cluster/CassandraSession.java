package baton.cluster;

import com.datastax.oss.driver.api.core.CqlSession;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import org.apache.pekko.stream.connectors.cassandra.DriverConfigLoaderFromConfig;

/** The one driver session of a node, used by our own tables and by the journal. */
public final class CassandraSession {
  private CassandraSession() {}

  /**
   * Connects to the Cassandra that the settings name; waits and tries again while it is away.
   *
   * @throws IllegalArgumentException when no address is set
   */
  public static CqlSession open(NodeSettings settings) {
    return CqlSession.builder()
        .withConfigLoader(DriverConfigLoaderFromConfig.fromConfig(driver(settings)))
        .build();
  }

  /**
   * The driver reads contact points from its configuration in any case, so they are set there and
   * only there.
   */
  private static Config driver(NodeSettings settings) {
    if (settings.cassandra().isEmpty()) {
      throw new IllegalArgumentException(
          "no Cassandra is named: set baton.cassandra to host:port, or start in dev mode");
    }
    var points =
        settings.cassandra().stream().map(at -> at.getHostString() + ":" + at.getPort()).toList();
    return settings
        .config()
        .getConfig("datastax-java-driver")
        .withValue("basic.contact-points", ConfigValueFactory.fromIterable(points));
  }
}
