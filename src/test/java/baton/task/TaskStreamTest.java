package baton.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.SinkQueueWithCancel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class TaskStreamTest {
  private static final ActorTestKit KIT = ActorTestKit.create();

  private final TasksInMemory tasks = new TasksInMemory();

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  private SinkQueueWithCancel<Tasks.Leased> stream(Tasks from, int max) {
    var terms = new Tasks.Fetch(List.of("resize"), max, Duration.ZERO, Duration.ofMinutes(1));
    return TaskStream.of(from, terms).runWith(Sink.queue(1), KIT.system());
  }

  private void add(int count) {
    for (var i = 0; i < count; i++) {
      tasks.add("resize", "r1", "s" + i);
    }
  }

  private static Tasks.Leased next(SinkQueueWithCancel<Tasks.Leased> stream) throws Exception {
    return stream.pull().toCompletableFuture().get(20, TimeUnit.SECONDS).orElseThrow();
  }

  private static List<Tasks.Ended> done(Tasks.Leased leased) {
    return List.of(
        new Tasks.Ended(
            new Tasks.Held(leased.task().id(), leased.lease()),
            new Tasks.Outcome.Completed(java.util.Map.of(), null)));
  }

  @Test
  void theWorkerNeverHasMoreThanItMayAndGetsTheNextForEachThatEnds() throws Exception {
    add(4);
    var stream = stream(tasks, 2);
    var first = next(stream);
    var second = next(stream);
    var third = stream.pull().toCompletableFuture();
    await().during(TaskStream.LOOK.multipliedBy(4)).until(() -> tasks.waiting() == 2);
    assertThat(third).isNotDone();

    tasks.end(done(second));
    assertThat(third.get(20, TimeUnit.SECONDS).orElseThrow().task().id().step()).isEqualTo("s2");
    assertThat(tasks.waiting()).isEqualTo(1);
    tasks.giveBack(List.of(new Tasks.Held(first.task().id(), first.lease())));
    assertThat(next(stream).task().id().step()).isEqualTo("s0");
  }

  @Test
  void whatWasNotSentWaitsAgainWhenTheConnectionCloses() throws Exception {
    add(100);
    var stream = stream(tasks, 90);
    next(stream);
    assertThat(tasks.waiting()).isEqualTo(10);
    stream.cancel();
    await().until(() -> tasks.waiting() >= 75); // all but what was under way
  }

  @Test
  void queuesThatDoNotAnswerAreAskedAgain() throws Exception {
    add(1);
    var failing =
        new TasksInMemory() {
          private boolean failed;

          @Override
          public synchronized CompletionStage<List<Leased>> fetch(Fetch fetch) {
            if (failed) {
              return tasks.fetch(fetch);
            }
            failed = true;
            return CompletableFuture.failedStage(new IllegalStateException("away"));
          }
        };
    assertThat(next(stream(failing, 1)).task().id().step()).isEqualTo("s0");
  }
}
