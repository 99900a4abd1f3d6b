package baton.run;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/** The child actors of a run: exactly one for each piece of work that its state wants. */
final class RunChildren {
  private final ActorContext<Run.Command> context;
  private final RunSurroundings.Steps steps;
  private final BiFunction<String, ActorRef<?>, Run.Command> ended;
  private final Map<String, ActorRef<?>> children = new HashMap<>();

  RunChildren(
      ActorContext<Run.Command> context,
      RunSurroundings.Steps steps,
      BiFunction<String, ActorRef<?>, Run.Command> ended) {
    this.context = context;
    this.steps = steps;
    this.ended = ended;
  }

  /** Starts the work the state wants and does not have, and stops the work it no longer wants. */
  void match(RunSurroundings.RunFacts facts, StartedRun run) {
    var wanted = RunWork.wantedBy(run);
    children
        .entrySet()
        .removeIf(child -> {
          if (wanted.containsKey(child.getKey())) {
            return false;
          }
          context.stop(child.getValue());
          return true;
        });
    wanted.forEach((key, work) -> children.computeIfAbsent(key, k -> spawn(facts, k, work)));
  }

  /** The children were stopped with the run's former life. */
  void forget() {
    children.clear();
  }

  private ActorRef<?> spawn(RunSurroundings.RunFacts facts, String key, RunWork work) {
    return spawn(key, steps.perform(facts, work, context.getSelf()));
  }

  private <T> ActorRef<T> spawn(String key, Behavior<T> behavior) {
    var child = context.spawnAnonymous(behavior);
    context.watchWith(child, ended.apply(key, child));
    return child;
  }

  /** A child has ended; true if it was still wanted as far as we know, so died without a report. */
  boolean ended(String key, ActorRef<?> child) {
    return children.remove(key, child);
  }

  boolean isEmpty() {
    return children.isEmpty();
  }
}
