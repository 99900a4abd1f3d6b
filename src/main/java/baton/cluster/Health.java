package baton.cluster;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;

/** Whether this node can do its work: it is a member of the cluster and its journal answers. */
public final class Health {
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final SimpleStatement QUESTION =
      SimpleStatement.newInstance("SELECT version FROM baton.schema_version LIMIT 1")
          .setTimeout(PATIENCE);

  private final Cluster cluster;
  private final CqlSession session;

  public Health(ActorSystem<?> system, CqlSession session) {
    this.cluster = Cluster.get(system);
    this.session = session;
  }

  /** Answers within a second, and never fails. */
  public CompletionStage<State> state() {
    return session
        .executeAsync(QUESTION)
        .handle((answer, problem) -> new State(isMember(), problem == null));
  }

  private boolean isMember() {
    return cluster.selfMember().status().equals(MemberStatus.up());
  }

  /**
   * What was found.
   *
   * @param member whether the node is an active member of the cluster
   * @param journal whether Cassandra answered in time
   */
  public record State(boolean member, boolean journal) {
    public boolean ready() {
      return member && journal;
    }
  }
}
