package baton.app;

import baton.app.embedded.CassandraPlace;
import baton.app.embedded.EmbeddedCassandra;
import baton.cluster.CassandraSession;
import baton.cluster.NodeSettings;
import baton.cluster.SchemaMigration;
import com.datastax.oss.driver.api.core.CqlSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;

/**
 * The one Cassandra that all tests of a JVM share: started on first use, ended with the JVM, its
 * data thrown away. Tests use names of their own in the one keyspace.
 */
public final class CassandraForTests {
  private static final Path HOME =
      Path.of(System.getProperty("baton.cassandra-home", "target/cassandra"));
  private static final Path DATA =
      Path.of("target", "cassandra-for-tests", Long.toString(ProcessHandle.current().pid()));

  private CassandraForTests() {}

  /** A session on the migrated keyspace, shared by all tests: do not close it. */
  public static CqlSession session() {
    return Shared.SESSION;
  }

  /** Where Cassandra listens. */
  public static InetSocketAddress address() {
    return Shared.CASSANDRA.address();
  }

  /** Settings of a node on this Cassandra: free ports, nothing else changed. */
  public static NodeSettings settings() {
    return Shared.SETTINGS;
  }

  private static final class Shared {
    static final EmbeddedCassandra CASSANDRA = start();
    static final NodeSettings SETTINGS =
        NodeSettings.load().withCassandra(CASSANDRA.address()).with("baton.http.port = 0");
    static final CqlSession SESSION = migrated();

    private static EmbeddedCassandra start() {
      return EmbeddedCassandra.start(CassandraPlace.of(HOME, DATA).forShort());
    }

    private static CqlSession migrated() {
      var session = CassandraSession.open(SETTINGS);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> discard(session)));
      new SchemaMigration(session, InstantSource.system()).run(SETTINGS.replicationFactor());
      return session;
    }

    private static void discard(CqlSession session) {
      DevNode.end();
      session.close();
      CASSANDRA.kill();
      try (var files = Files.walk(DATA)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      } catch (IOException kept) {
        throw new UncheckedIOException(kept);
      }
    }
  }
}
