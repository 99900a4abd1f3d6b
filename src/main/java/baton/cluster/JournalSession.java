package baton.cluster;

import com.datastax.oss.driver.api.core.CqlSession;
import com.typesafe.config.Config;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.connectors.cassandra.CqlSessionProvider;
import scala.concurrent.ExecutionContext;
import scala.concurrent.Future;

/**
 * Gives the journal the session of {@link CassandraSetup}; an actor system without one gets its
 * own, to the Cassandra that its settings name.
 */
public final class JournalSession implements CqlSessionProvider {
  private final ActorSystem system;

  /** Called by the journal plugin, which passes its own section of the settings as well. */
  public JournalSession(ActorSystem system, @SuppressWarnings("unused") Config plugin) {
    this.system = system;
  }

  @Override
  public Future<CqlSession> connect(ExecutionContext executor) {
    var shared = system.settings().setup().get(CassandraSetup.class);
    return Future.successful(
        shared.isPresent()
            ? new LentSession(shared.get().session())
            : CassandraSession.open(NodeSettings.of(system.settings().config())));
  }
}
