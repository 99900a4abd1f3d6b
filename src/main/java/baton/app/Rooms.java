package baton.app;

import baton.cluster.Health;
import baton.cluster.NodeSettings;
import com.datastax.oss.driver.api.core.CqlSession;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;

/** Everything that a node does beyond being one: the wiring of the rooms up to the HTTP port. */
public interface Rooms {
  /** Starts them, and is done when requests are taken. */
  CompletionStage<Door> open(
      ActorSystem<?> system, CqlSession session, NodeSettings settings, Health health);

  /** The way in from outside. */
  interface Door {
    /** Such as {@code http://127.0.0.1:8080}. */
    String address();

    /** Takes nothing new, and lets what is in progress end before the deadline. */
    CompletionStage<Done> close(Duration deadline);
  }
}
