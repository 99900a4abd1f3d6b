package baton.cluster;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.internal.core.session.SessionWrapper;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A session that its borrower cannot close: the journal closes its own when the actor system ends,
 * but ours still has work then.
 */
final class LentSession extends SessionWrapper implements CqlSession {
  LentSession(CqlSession session) {
    super(session);
  }

  @Override
  public CompletionStage<Void> closeAsync() {
    return CompletableFuture.completedStage(null);
  }

  @Override
  public CompletionStage<Void> forceCloseAsync() {
    return closeAsync();
  }

  @Override
  public void close() {}
}
