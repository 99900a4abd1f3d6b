package baton.flow;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Where flows stand that wait for a time: written down when the wait begins, so that nothing of
 * them need stay in memory, and a crash begins neither the wait nor what was done before it anew.
 */
public interface FlowWaits {
  /** How long a wait that nobody forgot stays after its time; a run forgets its own. */
  Duration LEFT_BEHIND = Duration.ofDays(366);

  /**
   * A flow that waits.
   *
   * @param attempt which of the attempts to run it
   * @param subflows the versions of the flows it calls, to go on with the same
   */
  record Kept(int attempt, FlowResult.Waiting waiting, Map<String, Integer> subflows) {}

  /** The last wait at this place; empty where there was none, or it is forgotten. */
  CompletionStage<Optional<Kept>> find(String place);

  /** Done when it is stored, instead of the waits before it. */
  CompletionStage<Void> keep(String place, Kept wait);

  /** Forgets the waits at a place up to this attempt. */
  CompletionStage<Void> forget(String place, int attempt);

  /**
   * In the cluster's store. The number of attempt and wait is the time of writing: what comes late
   * changes nothing of a newer wait.
   */
  static FlowWaits in(CqlSession session, InstantSource clock) {
    return new FlowWaits() {
      @Override
      public CompletionStage<Optional<Kept>> find(String place) {
        return session
            .executeAsync(
                SimpleStatement.newInstance(
                    "SELECT wait FROM baton.flow_wait WHERE key = ?", place))
            .thenApply(rows -> {
              var row = rows.one();
              var text = row == null ? null : row.getString("wait");
              return text == null ? Optional.empty() : Optional.of(read(text));
            });
      }

      @Override
      public CompletionStage<Void> keep(String place, Kept wait) {
        var left = Duration.between(clock.instant(), wait.waiting().until()).plus(LEFT_BEHIND);
        return session
            .executeAsync(
                SimpleStatement.newInstance(
                    "INSERT INTO baton.flow_wait (key, wait, due) VALUES (?, ?, ?)"
                        + " USING TIMESTAMP ? AND TTL ?",
                    place,
                    written(wait),
                    wait.waiting().until(),
                    order(wait.attempt(), wait.waiting().number()),
                    (int) left.toSeconds()))
            .thenApply(stored -> null);
      }

      @Override
      public CompletionStage<Void> forget(String place, int attempt) {
        return session
            .executeAsync(
                SimpleStatement.newInstance(
                    "DELETE FROM baton.flow_wait USING TIMESTAMP ? WHERE key = ?",
                    order(attempt, Integer.MAX_VALUE),
                    place))
            .thenApply(gone -> null);
      }
    };
  }

  private static long order(int attempt, int wait) {
    return ((long) attempt << Integer.SIZE) | wait;
  }

  /** How a wait is stored: a contract, fields may be added but never renamed. */
  static String written(Kept wait) {
    var waiting = wait.waiting();
    try {
      return JSON.writeValueAsString(
          new Row(
              waiting.progress(),
              waiting.element(),
              waiting.until(),
              wait.subflows(),
              wait.attempt()));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a wait cannot be written", impossible);
    }
  }

  static Kept read(String written) {
    try {
      var row = JSON.readValue(written, Row.class);
      return new Kept(
          row.attempt(),
          new FlowResult.Waiting(row.progress(), row.element(), row.until()),
          row.subflows());
    } catch (JsonProcessingException unreadable) {
      throw new IllegalStateException("a stored wait cannot be read", unreadable);
    }
  }

  /** The form in which a wait is stored. */
  record Row(
      Progress progress,
      String element,
      Instant until,
      Map<String, Integer> subflows,
      int attempt) {}

  /** Decimals keep every digit, as the cluster's own serializers keep them. */
  JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();
}
