package baton.task;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * The queue of one type of task, somewhere in the cluster. It remembers only as long as it lives: a
 * lease carries the mark of the queue's life, so one of an earlier life is stale.
 */
final class TaskQueue {
  sealed interface Command {}

  record Offer(Task task, ActorRef<Reply> replyTo) implements Command {}

  /** Asks whether a task that was offered is still known. */
  record Ask(TaskId id, ActorRef<Reply> replyTo) implements Command {}

  record Withdraw(List<TaskId> ids) implements Command {}

  record Take(int max, long leaseMillis, ActorRef<Reply> replyTo) implements Command {}

  /** Answered when something waits to be taken, or when the time is over. */
  record Await(long waitMillis, ActorRef<Reply> replyTo) implements Command {}

  /** Which of these leases hold; those that do are extended. */
  record Extend(List<Held> leases, long leaseMillis, ActorRef<Reply> replyTo) implements Command {}

  /** What these leases were given for waits again. */
  record GiveBack(List<Held> leases) implements Command {}

  private record Tick() implements Command {}

  record Held(TaskId id, String lease) {}

  sealed interface Reply {}

  /** Whether the queue has the task. */
  record Known(boolean known) implements Reply {}

  record Taken(List<Leased> tasks) implements Reply {}

  record Leased(Task task, String lease, long untilMillis) {}

  record Awaited(boolean something) implements Reply {}

  /** One answer for each lease that was asked about. */
  record Holding(List<Boolean> held) implements Reply {}

  private record Waiter(ActorRef<Reply> worker, long until) {}

  private static final Duration TICK = Duration.ofMillis(250);

  private final InstantSource clock;
  private final String life = UUID.randomUUID().toString().substring(0, 8);
  private final OpenTasks tasks = new OpenTasks();
  private final ArrayDeque<Waiter> waiters = new ArrayDeque<>();

  private TaskQueue(InstantSource clock) {
    this.clock = clock;
  }

  static Behavior<Command> create(InstantSource clock) {
    return Behaviors.withTimers(timers -> {
      timers.startTimerWithFixedDelay(new Tick(), TICK);
      return Behaviors.receiveMessage(new TaskQueue(clock)::told);
    });
  }

  private Behavior<Command> told(Command command) {
    var now = clock.millis();
    switch (command) {
      case Offer offer -> {
        offer.replyTo().tell(new Known(tasks.offer(offer.task())));
        wakeOne();
      }
      case Ask ask -> ask.replyTo().tell(new Known(tasks.knows(ask.id())));
      case Withdraw withdraw -> withdraw.ids().forEach(tasks::remove);
      case Take take -> {
        tasks.expire(now);
        take.replyTo().tell(taken(take, now));
      }
      case Await await -> await(await, now);
      case Extend extend -> extend.replyTo().tell(extended(extend, now));
      case GiveBack back -> {
        back.leases().forEach(held -> tasks.giveBack(held.id(), number(held.lease())));
        wakeOne();
      }
      case Tick ignored -> {
        tasks.expire(now);
        for (var i = tasks.waiting(); i > 0; i--) {
          wakeOne();
        }
        sendAway(now);
      }
    }
    return Behaviors.same();
  }

  private Taken taken(Take take, long now) {
    var until = now + take.leaseMillis();
    return new Taken(
        tasks.take(take.max(), until).stream()
            .map(lease -> new Leased(lease.task(), life + "-" + lease.number(), lease.until()))
            .toList());
  }

  private void await(Await await, long now) {
    if (tasks.waiting() > 0 || waiters.size() >= TaskLimits.MOST_WAITING) {
      await.replyTo().tell(new Awaited(tasks.waiting() > 0));
    } else {
      waiters.add(new Waiter(await.replyTo(), now + await.waitMillis()));
    }
  }

  /** One worker for one task: the others go on waiting. */
  private void wakeOne() {
    if (tasks.waiting() > 0 && !waiters.isEmpty()) {
      waiters.remove().worker().tell(new Awaited(true));
    }
  }

  private void sendAway(long now) {
    waiters.removeIf(waiter -> {
      var over = waiter.until() <= now;
      if (over) {
        waiter.worker().tell(new Awaited(false));
      }
      return over;
    });
  }

  private Holding extended(Extend extend, long now) {
    var held = new ArrayList<Boolean>();
    for (var lease : extend.leases()) {
      held.add(
          number(lease.lease()) >= 0
              && tasks.extend(lease.id(), number(lease.lease()), now + extend.leaseMillis()));
    }
    return new Holding(held);
  }

  private long number(String lease) {
    var ours = lease.startsWith(life + "-");
    var number = ours ? lease.substring(life.length() + 1) : "";
    return number.matches("[0-9]{1,18}") ? Long.parseLong(number) : -1;
  }
}
