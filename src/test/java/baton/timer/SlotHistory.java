package baton.timer;

import static org.assertj.core.api.Assertions.assertThat;

import baton.timer.TimerSlot.Waiting;
import baton.timer.TimerStore.Page;
import baton.timer.TimerStore.Read;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One random history of a slot: timers, writes that fail before or after, reads that see any moment
 * between question and answer, deliveries that fail, crashes, and a clock that jumps both ways.
 */
final class SlotHistory {
  private record Write(Row row, @Nullable Waiting putBack) {}

  private final Random random;
  private final boolean faults;
  private final TreeSet<Row> table =
      new TreeSet<>(Comparator.comparing(Row::position, TimersInMemory.ORDER));
  private final Map<Timer, List<Position>> places = new HashMap<>();
  private final Set<Timer> acknowledged = new HashSet<>();
  private final Set<Timer> owed = new HashSet<>();
  private final Map<Timer, Integer> delivered = new HashMap<>();
  private final List<Row> late = new ArrayList<>();
  private final List<Write> writes = new ArrayList<>();
  private final List<Waiting> deliveries = new ArrayList<>();
  private @Nullable Read reading;
  private @Nullable Page page;
  private Position stored;
  private TimerSlot slot;
  private long now = 1_000_000_000_000L;
  private long newestInThisLife = Long.MIN_VALUE;
  private int number;
  int crashes;

  SlotHistory(long seed, boolean faults) {
    this.random = new Random(seed);
    this.faults = faults;
    this.stored = Position.before(now);
    this.slot = new TimerSlot(stored);
  }

  void run(int actions) {
    for (var i = 0; i < actions; i++) {
      step(faults);
      if (i % 10 == 0) {
        check();
      }
    }
    var calm = 0;
    while (calm < 200_000 && !over()) {
      now += 1 + calm / 50;
      step(false);
      calm++;
    }
    check();
    assertThat(owed).as("acknowledged and never delivered").isEmpty();
    if (!faults) {
      assertThat(delivered.values()).as("deliveries of each timer").containsOnly(1);
    }
  }

  private boolean over() {
    return owed.isEmpty() && writes.isEmpty();
  }

  private void step(boolean broken) {
    switch (random.nextInt(broken ? 12 : 10)) {
      case 0, 1 -> keep();
      case 2, 3 -> finishWrite(broken);
      case 4 -> read();
      case 5 -> see();
      case 6, 7 -> deliver(broken);
      case 8 -> now += random.nextInt(100) == 0 ? random.nextInt(600_000) : random.nextInt(400);
      case 9 -> {
        stored = slot.cursor();
        check();
      }
      case 10 -> {
        if (random.nextInt(20) == 0) {
          crash();
        }
      }
      case 11 -> {
        if (random.nextInt(20) == 0) {
          now -= random.nextInt(90_000);
        } else if (!late.isEmpty()) {
          store(late.remove(random.nextInt(late.size())));
        }
      }
    }
  }

  private void keep() {
    if (number > 4_000) {
      return;
    }
    var burst = random.nextInt(1_500) == 0 ? 1_500 : 1;
    var due = now - 2_000 + random.nextInt(random.nextInt(10) == 0 ? 300_000 : 6_000);
    for (var i = 0; i < burst; i++) {
      number++;
      var timer = new Timer("t" + random.nextInt(50), "k" + number, due);
      writes.add(new Write(slot.place(timer, 0, now), null));
    }
    for (var i = 1; i < burst; i++) {
      finishWrite(false);
    }
  }

  private void finishWrite(boolean broken) {
    if (writes.isEmpty()) {
      return;
    }
    var write = writes.remove(random.nextInt(writes.size()));
    var fate = broken ? random.nextInt(12) : 11;
    if (fate == 0) { // it will be seen later, but nobody was told
      late.add(write.row());
    } else if (fate != 1) {
      store(write.row());
    }
    slot.written(write.row());
    if (fate > 2) {
      acknowledged.add(write.row().timer());
      if (!delivered.containsKey(write.row().timer())) {
        owed.add(write.row().timer());
      }
    }
    if (write.putBack() != null) {
      if (fate > 2) {
        slot.delivered(write.putBack());
      } else {
        slot.retry(write.putBack(), now);
      }
    }
  }

  private void read() {
    if (reading == null) {
      reading = slot.nextRead(now);
      page = null;
    }
  }

  /** What is seen is what was there at some moment after the question and before the answer. */
  private void see() {
    if (reading != null && page == null) {
      page = TimersInMemory.page(table, reading);
    } else if (page != null) {
      slot.found(page);
      reading = null;
      page = null;
    }
  }

  private void deliver(boolean broken) {
    for (var waiting : slot.nextDeliveries(now)) {
      if (waiting.row.timer().dueMillis() > now) {
        writes.add(new Write(slot.place(waiting.row.timer(), 0, now), waiting));
      } else {
        if (!broken && !faults) {
          assertThat(waiting.row.at()).as("oldest first").isGreaterThanOrEqualTo(newestInThisLife);
        }
        newestInThisLife = waiting.row.at();
        deliveries.add(waiting);
      }
    }
    do {
      answer(broken);
    } while (!broken && !deliveries.isEmpty());
  }

  private void answer(boolean broken) {
    if (deliveries.isEmpty()) {
      return;
    }
    var waiting = deliveries.remove(random.nextInt(deliveries.size()));
    var fails = broken && random.nextInt(6) == 0;
    if (!fails || random.nextBoolean()) {
      delivered.merge(waiting.row.timer(), 1, Integer::sum);
      owed.remove(waiting.row.timer());
    }
    if (!fails) {
      slot.delivered(waiting);
    } else if (slot.failed(waiting)) {
      writes.add(new Write(slot.place(waiting.row.timer(), now + 60_000, now), waiting));
    } else {
      slot.retry(waiting, now);
    }
  }

  private void crash() {
    crashes++;
    writes.stream().filter(write -> random.nextBoolean()).forEach(write -> late.add(write.row()));
    writes.clear();
    deliveries.clear();
    reading = null;
    page = null;
    slot = new TimerSlot(stored);
  }

  private void check() {
    assertThat(slot.inMemory()).isLessThanOrEqualTo(TimerLimits.MOST_READ);
    for (var timer : owed) {
      var ahead =
          places.getOrDefault(timer, List.of()).stream()
              .anyMatch(place -> TimersInMemory.ORDER.compare(place, stored) > 0);
      if (!ahead) {
        throw new AssertionError("the cursor " + stored + " has passed " + timer);
      }
    }
  }

  private void store(Row row) {
    table.add(row);
    places.computeIfAbsent(row.timer(), timer -> new ArrayList<>()).add(row.position());
  }
}
