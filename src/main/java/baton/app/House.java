package baton.app;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.onSuccess;
import static org.apache.pekko.http.javadsl.server.Directives.path;

import baton.cluster.Health;
import baton.cluster.NodeSettings;
import com.datastax.oss.driver.api.core.CqlSession;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.model.StatusCodes;

/** The rooms of a real node, each started once and given what it needs of the others. */
final class House implements Rooms {
  @Override
  public CompletionStage<Door> open(
      ActorSystem<?> system, CqlSession session, NodeSettings settings, Health health) {
    var ready =
        path(
            "ready",
            () ->
                onSuccess(
                    health.state(),
                    state ->
                        complete(
                            state.ready() ? StatusCodes.OK : StatusCodes.SERVICE_UNAVAILABLE)));
    return Http.get(system)
        .newServerAt(settings.httpHost(), settings.httpPort())
        .bind(ready)
        .thenApply(OpenPort::new);
  }

  private record OpenPort(ServerBinding binding) implements Door {
    @Override
    public String address() {
      var address = binding.localAddress();
      return "http://" + address.getHostString() + ":" + address.getPort();
    }

    @Override
    public CompletionStage<Done> close(Duration deadline) {
      return binding.terminate(deadline).thenApply(terminated -> Done.getInstance());
    }
  }
}
