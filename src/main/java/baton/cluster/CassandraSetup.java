package baton.cluster;

import com.datastax.oss.driver.api.core.CqlSession;
import org.apache.pekko.actor.setup.Setup;

/** Hands the node's one session to its actor system, where the journal finds it. */
public final class CassandraSetup extends Setup {
  private final CqlSession session;

  public CassandraSetup(CqlSession session) {
    this.session = session;
  }

  CqlSession session() {
    return session;
  }
}
