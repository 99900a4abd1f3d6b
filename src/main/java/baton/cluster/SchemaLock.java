package baton.cluster;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The right to change the schema: one row, written by compare-and-set, that expires by itself when
 * its owner dies.
 */
final class SchemaLock implements AutoCloseable {
  private static final Duration EXPIRY = Duration.ofSeconds(60);
  private static final Duration PATIENCE = Duration.ofSeconds(180);
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);

  private final CqlSession session;
  private final String owner;

  private SchemaLock(CqlSession session, String owner) {
    this.session = session;
    this.owner = owner;
  }

  /** Waits until the lock is free, at most three minutes. */
  static SchemaLock take(CqlSession session, String name) {
    var lock = new SchemaLock(session, name + " " + UUID.randomUUID());
    var patience = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      var holder = lock.tryTake();
      if (holder == null || holder.equals(lock.owner)) {
        return lock;
      }
      if (System.nanoTime() > patience) {
        throw new SchemaRefused(
            "the schema is still being changed by "
                + holder
                + ": look at that node's log; its lock expires "
                + EXPIRY.toSeconds()
                + " s after it ends");
      }
      pause();
    }
  }

  /** Puts the expiry off; refuses to go on when the lock was lost. */
  void renew() {
    var row =
        execute(
            "UPDATE baton.schema_lock USING TTL ? SET owner = ? WHERE id = 'schema' IF owner = ?",
            seconds(),
            owner,
            owner);
    if (row == null || !row.getBoolean("[applied]")) {
      throw new SchemaRefused(
          "this node lost the schema lock because it was too slow: start it again");
    }
  }

  @Override
  public void close() {
    execute("DELETE FROM baton.schema_lock WHERE id = 'schema' IF owner = ?", owner);
  }

  /** The present holder, or null when the lock is ours now. */
  private @Nullable String tryTake() {
    var row =
        execute(
            "INSERT INTO baton.schema_lock (id, owner) VALUES ('schema', ?) IF NOT EXISTS USING TTL"
                + " ?",
            owner,
            seconds());
    return row == null || row.getBoolean("[applied]") ? null : row.getString("owner");
  }

  private @Nullable Row execute(String statement, Object... values) {
    return session.execute(SimpleStatement.newInstance(statement, values)).one();
  }

  private static int seconds() {
    return (int) EXPIRY.toSeconds();
  }

  static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(BETWEEN_TRIES.toMillis());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new SchemaRefused("interrupted while waiting for the schema lock");
    }
  }
}
