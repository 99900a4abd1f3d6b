package baton.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OpenTasksTest {
  private final OpenTasks tasks = new OpenTasks();

  @Test
  void tasksAreHandedOutInTheOrderTheyCame() {
    tasks.offer(task(1));
    tasks.offer(task(2));
    tasks.offer(task(3));
    tasks.offer(task(1));

    assertThat(tasks.take(2, 10))
        .extracting(OpenTasks.Lease::task)
        .containsExactly(task(1), task(2));
    assertThat(tasks.take(2, 10)).extracting(OpenTasks.Lease::task).containsExactly(task(3));
    assertThat(tasks.take(2, 10)).isEmpty();
  }

  @Test
  void aTaskWhoseLeaseHasRunOutIsHandedOutAgainFirstAndTheOldLeaseIsStale() {
    tasks.offer(task(1));
    var old = tasks.take(1, 10).getFirst();
    tasks.offer(task(2));
    tasks.expire(9);
    assertThat(tasks.waiting()).isEqualTo(1);
    tasks.expire(10);

    assertThat(tasks.extend(task(1).id(), old.number(), 99)).isFalse();
    var taken = tasks.take(5, 20);
    assertThat(taken).extracting(OpenTasks.Lease::task).containsExactly(task(1), task(2));
    assertThat(tasks.extend(task(1).id(), old.number(), 99)).isFalse();
    assertThat(tasks.extend(task(1).id(), taken.getFirst().number(), 99)).isTrue();
    tasks.expire(98);
    assertThat(tasks.waiting()).as("only the one that was not extended").isEqualTo(1);
  }

  @Test
  void aShorterExtensionDoesNotShortenALease() {
    tasks.offer(task(1));
    var lease = tasks.take(1, 100).getFirst();
    assertThat(tasks.extend(task(1).id(), lease.number(), 50)).isTrue();
    tasks.expire(99);
    assertThat(tasks.waiting()).isZero();
  }

  @Test
  void aTaskThatIsWithdrawnIsHandedOutNoMore() {
    tasks.offer(task(1));
    tasks.offer(task(2));
    var lease = tasks.take(1, 10).getFirst();
    tasks.remove(task(1).id());
    tasks.remove(task(2).id());
    tasks.expire(10);

    assertThat(tasks.take(5, 20)).isEmpty();
    assertThat(tasks.extend(task(1).id(), lease.number(), 99)).isFalse();
    assertThat(tasks.isEmpty()).isTrue();
  }

  @Test
  void aQueueTakesSoManyAndNoMore() {
    for (var i = 0; i < TaskLimits.TASKS_OF_A_TYPE; i++) {
      assertThat(tasks.offer(task(i))).isTrue();
    }
    assertThat(tasks.offer(task(-1))).isFalse();
    assertThat(tasks.offer(task(0))).as("known already").isTrue();
    tasks.remove(task(0).id());
    assertThat(tasks.offer(task(-1))).isTrue();
  }

  @Test
  void anAnswerFitsIntoAFrameButAlwaysHasOne() {
    var large = TextNode.valueOf("x".repeat(TaskLimits.BYTES_AT_ONCE - 1_000));
    for (var i = 0; i < 3; i++) {
      tasks.offer(new Task(task(i).id(), "o", null, Map.of("large", large)));
    }
    assertThat(tasks.take(3, 10)).hasSize(1);
    assertThat(tasks.take(3, 10)).hasSize(1);
  }

  @Test
  void inRandomHistoriesOneLeaseAtMostHoldsATask() {
    for (var seed = 1; seed <= 200; seed++) {
      var random = new Random(seed);
      var all = new OpenTasks();
      var newest = new HashMap<TaskId, OpenTasks.Lease>();
      var removed = new HashSet<TaskId>();
      var now = 0L;
      for (var i = 0; i < 300; i++) {
        var id = task(random.nextInt(20)).id();
        switch (random.nextInt(5)) {
          case 0 -> {
            all.offer(new Task(id, "o", null, Map.of()));
            removed.remove(id);
          }
          case 1 -> {
            for (var lease : all.take(random.nextInt(4), now + random.nextInt(50))) {
              newest.put(lease.task().id(), lease);
            }
          }
          case 2 -> {
            all.remove(id);
            removed.add(id);
          }
          case 3 -> all.expire(now += random.nextInt(30));
          case 4 -> {
            var lease = newest.get(id);
            if (lease != null) {
              assertThat(all.extend(id, lease.number() - 1, now)).as("seed %d", seed).isFalse();
              var holds = all.extend(id, lease.number(), now + 5);
              assertThat(holds && removed.contains(id)).as("seed %d", seed).isFalse();
            }
          }
        }
      }
    }
  }

  private static Task task(int number) {
    return new Task(
        new TaskId("t", "run-" + Math.abs(number), "s", 1, number < 0 ? 2 : 1),
        "o",
        null,
        Map.of());
  }
}
