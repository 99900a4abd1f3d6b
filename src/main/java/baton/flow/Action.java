package baton.flow;

import baton.expression.Type;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Something a flow can have done outside of itself. To add one, implement this and name the class
 * in {@code META-INF/services/baton.flow.Action}.
 *
 * <p>An action may be asked for again with the same {@linkplain ActionCall#idempotencyKey key}
 * after a crash: whatever it does outward should happen once per key. It must not block the calling
 * thread.
 */
public interface Action {
  /** What flows call it by. */
  String name();

  List<Parameter> inputs();

  List<Parameter> outputs();

  /** Whether it waits for something outside of this process. */
  boolean callsOut();

  /**
   * Whether what is given for the input is neither logged, nor stored, nor told in a fault: only to
   * such inputs flows may hand a password.
   */
  default boolean keepsSecret(String input) {
    return false;
  }

  /**
   * Answers the outputs by name, or fails with {@link ActionFailed}; another exception counts as a
   * failure for good. Inputs are checked against {@link #inputs} before.
   */
  CompletionStage<Map<String, JsonNode>> perform(ActionCall call);

  record Parameter(String name, Type type, boolean required) {
    public static Parameter required(String name, Type type) {
      return new Parameter(name, type, true);
    }

    public static Parameter optional(String name, Type type) {
      return new Parameter(name, type, false);
    }
  }
}
