package baton.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class TaskQueueTest {
  private static final ActorTestKit KIT = ActorTestKit.create();
  private static final Duration SOON = Duration.ofSeconds(20);

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-31T10:00:00Z"));
  private final InstantSource clock = now::get;
  private final TestProbe<TaskQueue.Reply> answers = KIT.createTestProbe(TaskQueue.Reply.class);
  private ActorRef<TaskQueue.Command> queue = KIT.spawn(TaskQueue.create(clock));

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void oneOfThoseWhoWaitIsToldOfATaskAndTheOthersGoOnWaiting() {
    var other = KIT.createTestProbe(TaskQueue.Reply.class);
    queue.tell(new TaskQueue.Await(10_000, answers.getRef()));
    queue.tell(new TaskQueue.Await(10_000, other.getRef()));
    offer(1);
    assertThat(answers.receiveMessage(SOON)).isEqualTo(new TaskQueue.Awaited(true));
    take();
    other.expectNoMessage();

    jump(10);
    assertThat(other.receiveMessage(SOON)).isEqualTo(new TaskQueue.Awaited(false));
  }

  @Test
  void aTaskComesBackWhenItsLeaseRunsOutAndItsOldLeaseIsStale() {
    offer(1);
    var old = take();
    jump(31);
    queue.tell(new TaskQueue.Await(60_000, answers.getRef()));
    assertThat(answers.receiveMessage(SOON)).isEqualTo(new TaskQueue.Awaited(true));
    var current = take();

    assertThat(holds(old)).isFalse();
    assertThat(holds(current)).isTrue();
  }

  @Test
  void aLeaseOfAnEarlierLifeOfTheQueueIsStale() {
    offer(1);
    var old = take();
    KIT.stop(queue);
    queue = KIT.spawn(TaskQueue.create(clock));
    queue.tell(new TaskQueue.Ask(task(1).id(), answers.getRef()));
    assertThat(answers.receiveMessage(SOON)).isEqualTo(new TaskQueue.Known(false));
    offer(1);
    var current = take();

    assertThat(holds(old)).isFalse();
    assertThat(holds(current)).isTrue();
    queue.tell(new TaskQueue.Withdraw(List.of(task(1).id())));
    assertThat(holds(current)).isFalse();
  }

  private void offer(int number) {
    queue.tell(new TaskQueue.Offer(task(number), KIT.<TaskQueue.Reply>createTestProbe().getRef()));
  }

  private TaskQueue.Leased take() {
    queue.tell(new TaskQueue.Take(1, 30_000, answers.getRef()));
    return ((TaskQueue.Taken) answers.receiveMessage(SOON)).tasks().getFirst();
  }

  private boolean holds(TaskQueue.Leased lease) {
    var held = new TaskQueue.Held(lease.task().id(), lease.lease());
    queue.tell(new TaskQueue.Extend(List.of(held), 30_000, answers.getRef()));
    return ((TaskQueue.Holding) answers.receiveMessage(SOON)).held().getFirst();
  }

  private void jump(int seconds) {
    now.updateAndGet(before -> before.plusSeconds(seconds));
  }

  private static Task task(int number) {
    return new Task(new TaskId("t", "run-" + number, "s", 1, 1), "o", null, Map.of());
  }
}
