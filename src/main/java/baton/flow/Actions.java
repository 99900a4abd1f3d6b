package baton.flow;

import baton.document.Conformity;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.typed.ActorSystem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The actions that flows of this node can call. */
public final class Actions {
  private static final Logger LOG = LoggerFactory.getLogger(Actions.class);

  private final Map<String, Action> byName = new TreeMap<>();
  private final Map<String, RecordAction> onRecords = new TreeMap<>();
  private final Records records;

  private Actions(Iterable<Action> actions, Records records) {
    this.records = records;
    for (var kind : RecordAction.Kind.values()) {
      onRecords.put(kind.spelled(), new RecordAction(kind, records));
    }
    for (var action : actions) {
      var other = byName.put(action.name(), action);
      if (onRecords.containsKey(action.name())) {
        throw new IllegalArgumentException(
            "an action cannot be named %s, as an element is: %s"
                .formatted(action.name(), action.getClass()));
      }
      if (other != null) {
        throw new IllegalArgumentException(
            "two actions are named %s: %s and %s"
                .formatted(action.name(), other.getClass(), action.getClass()));
      }
    }
  }

  /** The actions found on the class path, and these. */
  public static Actions discovered(Action... others) {
    return discovered(Records.NONE, others);
  }

  static Actions discovered(Records records, Action... others) {
    var all = new java.util.ArrayList<>(List.of(others));
    ServiceLoader.load(Action.class, Action.class.getClassLoader()).forEach(all::add);
    return new Actions(all, records);
  }

  /** The same, and what needs a node: the actions http and email, and the records. */
  public static Actions standard(ActorSystem<?> system, Mailer mailer, Records records) {
    return discovered(records, new HttpAction(system), new EmailAction(mailer));
  }

  /** The records that flows of this node read and change. */
  Records records() {
    return records;
  }

  public @Nullable Action find(String name) {
    return byName.get(name);
  }

  /** Who does what an interview wants done: an action, or an element that is about records. */
  @Nullable Action performer(String name) {
    var found = onRecords.get(name);
    return found == null ? find(name) : found;
  }

  public Collection<Action> all() {
    return Collections.unmodifiableCollection(byName.values());
  }

  /** How one call went. */
  sealed interface Performed {
    record Done(Map<String, JsonNode> outputs) implements Performed {}

    record NotDone(String fault, boolean retryable) implements Performed {}
  }

  /** Performs a call and checks both sides against what the action declares. Never fails. */
  CompletionStage<Performed> perform(Action action, ActionCall call) {
    var refused = problem(action.inputs(), call.inputs(), "input");
    if (refused != null) {
      return CompletableFuture.completedStage(
          new Performed.NotDone("Action " + action.name() + ": " + refused, false));
    }
    try {
      return action
          .perform(call)
          .handle((outputs, failure) ->
              failure == null ? done(action, outputs) : notDone(action, call, failure));
    } catch (RuntimeException failure) {
      return CompletableFuture.completedStage(notDone(action, call, failure));
    }
  }

  private static Performed done(Action action, Map<String, JsonNode> outputs) {
    var wrong = problem(action.outputs(), outputs, "output");
    return wrong == null
        ? new Performed.Done(outputs)
        : new Performed.NotDone("Action " + action.name() + ": " + wrong, false);
  }

  private static Performed notDone(Action action, ActionCall call, Throwable failure) {
    var cause =
        failure instanceof CompletionException wrapped && wrapped.getCause() != null
            ? wrapped.getCause()
            : failure;
    LOG.warn("Action {} failed for {}: {}", action.name(), call.origin(), cause.toString());
    return switch (cause) {
      case ActionFailed failed ->
          new Performed.NotDone(String.valueOf(failed.getMessage()), failed.isRetryable());
      case IOException lost -> new Performed.NotDone("Action " + action.name() + ": " + lost, true);
      case TimeoutException late ->
          new Performed.NotDone("Action " + action.name() + " took too long.", true);
      default -> new Performed.NotDone("Action " + action.name() + ": " + cause, false);
    };
  }

  private static @Nullable String problem(
      List<Action.Parameter> declared, Map<String, JsonNode> given, String what) {
    for (var parameter : declared) {
      var value = given.get(parameter.name());
      if (value == null || value.isNull() || value.isMissingNode()) {
        if (parameter.required()) {
          return "%s %s has no value.".formatted(what, parameter.name());
        }
        continue;
      }
      var problem = Conformity.problem(parameter.type(), value);
      if (problem != null) {
        return "%s %s must be %s.".formatted(what, parameter.name(), problem);
      }
    }
    return Sizes.bytes(given.values()) > FlowLimits.MAX_EXCHANGED_BYTES
        ? "the %ss take more than %,d bytes.".formatted(what, FlowLimits.MAX_EXCHANGED_BYTES)
        : null;
  }
}
