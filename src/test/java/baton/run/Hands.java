package baton.run;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Children of a run that do what a test tells them, or what is wanted at once. */
final class Hands implements RunSurroundings.Steps {
  sealed interface Order {}

  private record Tell(Run.Report report) implements Order {}

  private record End() implements Order {}

  private final List<String> begun = new CopyOnWriteArrayList<>();
  private final Map<String, ActorRef<Order>> working = new ConcurrentHashMap<>();
  private final Map<String, RunWork> works = new ConcurrentHashMap<>();
  private volatile Predicate<RunWork> atOnce = work -> false;

  /** From now on the work of this kind is reported as soon as it begins. */
  Hands atOnce(Predicate<RunWork> kind) {
    atOnce = kind;
    return this;
  }

  @Override
  public Behavior<?> perform(
      RunSurroundings.RunFacts run, RunWork work, ActorRef<Run.Command> reportTo) {
    return Behaviors.<Order>setup(context -> {
      begun.add(work.key());
      if (atOnce.test(work)) {
        reportTo.tell(done(work, Map.of()));
        return Behaviors.ignore();
      }
      works.put(work.key(), work);
      working.put(work.key(), context.getSelf());
      return Behaviors.receive(Order.class)
          .onMessage(
              Tell.class,
              tell -> {
                reportTo.tell(tell.report());
                working.remove(work.key(), context.getSelf());
                return Behaviors.same();
              })
          .onMessage(End.class, end -> Behaviors.stopped())
          .onSignal(
              PostStop.class,
              stop -> {
                working.remove(work.key(), context.getSelf());
                return Behaviors.same();
              })
          .build();
    });
  }

  /** The keys of all work that ever began, again where it began again. */
  List<String> begun() {
    return List.copyOf(begun);
  }

  long begun(String key) {
    return begun.stream().filter(key::equals).count();
  }

  boolean works(String key) {
    return working.containsKey(key);
  }

  /** Waits until somebody works on it, and lets that one report success. */
  void finish(String key) {
    finish(key, Map.of());
  }

  void finish(String key, Map<String, JsonNode> outputs) {
    var hand = at(key);
    hand.tell(new Tell(done(works.get(key), outputs)));
    await().until(() -> working.get(key) != hand);
  }

  /** Waits until somebody works on it, and lets that one end without a word. */
  void dropDead(String key) {
    var hand = at(key);
    hand.tell(new End());
    await().until(() -> working.get(key) != hand);
  }

  private ActorRef<Order> at(String key) {
    return await("work on " + key).until(() -> working.get(key), hand -> hand != null);
  }

  static Run.Report done(RunWork work, Map<String, JsonNode> outputs) {
    return switch (work) {
      case RunWork.RunFlow flow -> flow.ended(new StepOutcome.Finished(outputs, null));
      case RunWork.RouteItem item ->
          new Run.ItemRouted(item.step().step(), item.step().visit(), item.item().revision(), null);
      case RunWork.ForgetWait past ->
          new Run.WaitForgotten(past.step(), past.visit(), past.attempt());
      case RunWork.BeginSubRun sub -> new RunKin.SubRunAnswered(sub.subRun().id(), false);
      case RunWork.AbandonSubRun sub -> new RunKin.SubRunAnswered(sub.subRun().id(), true);
      case RunWork.TellParent news -> new RunKin.ParentAnswered(news.ending());
      case RunWork.Wait wait -> new Run.TimerStored(wait.timer().key());
      case RunWork.FollowRecord record ->
          new Run.RecordAnswered(
              record.type(), record.id(), 1, Map.of("Status", TextNode.valueOf("open")), null);
      case RunWork.LetOthersIn ignored -> new Run.OthersServed();
      case RunWork.Evaluate e ->
          new Run.EvaluationReported(
              e.pass(), e.evaluation().site(), e.attempt(), true, null, false);
    };
  }
}
