package baton.flow;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Where flows stand that wait for a time: written down when the wait begins, so that a crash in
 * between begins neither the wait nor what was done before it anew.
 */
public interface FlowWaits {
  /**
   * A flow that waits.
   *
   * @param subflows the versions of the flows it calls, to go on with the same
   */
  record Kept(FlowResult.Waiting waiting, Map<String, Integer> subflows) {}

  /** The last wait that began under this key; empty where there was none. */
  CompletionStage<Optional<Kept>> find(String key);

  /** Done when it is stored. */
  CompletionStage<Void> keep(String key, Kept wait);

  /** In the cluster's store. */
  static FlowWaits in(CqlSession session) {
    return new FlowWaits() {
      @Override
      public CompletionStage<Optional<Kept>> find(String key) {
        return session
            .executeAsync(
                SimpleStatement.newInstance("SELECT wait FROM baton.flow_wait WHERE key = ?", key))
            .thenApply(rows -> {
              var row = rows.one();
              var text = row == null ? null : row.getString("wait");
              return text == null ? Optional.empty() : Optional.of(read(text));
            });
      }

      @Override
      public CompletionStage<Void> keep(String key, Kept wait) {
        return session
            .executeAsync(
                SimpleStatement.newInstance(
                    "INSERT INTO baton.flow_wait (key, wait, due) VALUES (?, ?, ?)",
                    key,
                    written(wait),
                    wait.waiting().until()))
            .thenApply(stored -> null);
      }
    };
  }

  /** How a wait is stored: a contract, fields may be added but never renamed. */
  static String written(Kept wait) {
    var waiting = wait.waiting();
    try {
      return JSON.writeValueAsString(
          new Row(waiting.progress(), waiting.element(), waiting.until(), wait.subflows()));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a wait cannot be written", impossible);
    }
  }

  static Kept read(String written) {
    try {
      var row = JSON.readValue(written, Row.class);
      return new Kept(
          new FlowResult.Waiting(row.progress(), row.element(), row.until()), row.subflows());
    } catch (JsonProcessingException unreadable) {
      throw new IllegalStateException("a stored wait cannot be read", unreadable);
    }
  }

  /** The form in which a wait is stored. */
  record Row(Progress progress, String element, Instant until, Map<String, Integer> subflows) {}

  /** Decimals keep every digit, as the cluster's own serializers keep them. */
  JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();
}
