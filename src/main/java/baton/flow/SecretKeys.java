package baton.flow;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Where the key of {@link Secrets} comes from: the setting {@code baton.secret-key}, else one that
 * the first node of the cluster makes and stores. A stored one keeps passwords out of journals and
 * what is made of them, not from who can read the whole store.
 */
public final class SecretKeys {
  private static final String NAME = "interviews";

  private SecretKeys() {}

  /**
   * @param configured the key in Base64; empty where it is to be stored
   */
  public static CompletionStage<Secrets> load(CqlSession session, String configured) {
    if (!configured.isEmpty()) {
      return CompletableFuture.completedStage(Secrets.of(Base64.getDecoder().decode(configured)));
    }
    var offered = Secrets.newKey();
    var offer =
        SimpleStatement.newInstance(
            "INSERT INTO baton.secret_key (name, key) VALUES (?, ?) IF NOT EXISTS",
            NAME,
            ByteBuffer.wrap(offered));
    return session
        .executeAsync(offer)
        .thenApply(answer -> Secrets.of(answer.wasApplied() ? offered : stored(answer.one())));
  }

  private static byte[] stored(@Nullable Row row) {
    var bytes = row == null ? null : row.getByteBuffer("key");
    if (bytes == null) {
      throw new IllegalStateException("a key is stored, but it is not told which");
    }
    var key = new byte[bytes.remaining()];
    bytes.get(key);
    return key;
  }
}
