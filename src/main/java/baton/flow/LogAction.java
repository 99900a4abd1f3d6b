package baton.flow;

import baton.expression.Type;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The action {@code log}: writes a message to the node's log. */
public final class LogAction implements Action {
  private static final Logger LOG = LoggerFactory.getLogger("baton.flow.log");

  @Override
  public String name() {
    return "log";
  }

  @Override
  public List<Parameter> inputs() {
    return List.of(Parameter.required("message", Type.ANY));
  }

  @Override
  public List<Parameter> outputs() {
    return List.of();
  }

  @Override
  public boolean callsOut() {
    return false;
  }

  @Override
  public CompletionStage<Map<String, JsonNode>> perform(ActionCall call) {
    var message = call.input("message");
    // one line per call, whatever the message says
    LOG.info(
        "{}: {}",
        call.origin(),
        message.isTextual() ? message.textValue().replaceAll("\\R", " ") : message);
    return CompletableFuture.completedStage(Map.of());
  }
}
