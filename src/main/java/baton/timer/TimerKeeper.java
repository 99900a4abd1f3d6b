package baton.timer;

import baton.timer.TimerSlot.Waiting;
import baton.timer.TimerStore.Opened;
import baton.timer.TimerStore.Page;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the timers of one slot: writes them together, reads those that are due, delivers them, and
 * stores how far it has got. What it does next is decided by {@link TimerSlot}.
 *
 * <p>Should two keepers of one slot live for a while, the older one acknowledges nothing: after a
 * write and before its answer it looks whether the slot still has its epoch. A keeper that is in
 * doubt ends; the next beat starts another, which reads on from the stored cursor.
 */
final class TimerKeeper {
  sealed interface Command {}

  record Keep(Timer timer, ActorRef<Reply> replyTo) implements Command {}

  /** Makes sure that there is a keeper. */
  record Beat() implements Command {}

  /** The shard moves to another node. */
  record Stop() implements Command {}

  private record Began(Opened opened) implements Command {}

  private record Written(List<Row> rows, List<Unwritten> timers, boolean kept, long epoch)
      implements Command {}

  private record Found(Page page) implements Command {}

  private record NotRead(Throwable cause) implements Command {}

  private record Answered(Waiting waiting, @Nullable Throwable failure) implements Command {}

  private record CursorStored(Position cursor, boolean stored) implements Command {}

  private record Look() implements Command {}

  private record Broken(Throwable cause) implements Command {}

  sealed interface Reply {}

  /** The timer is durable. */
  record Kept() implements Reply {}

  /** Nobody knows whether it is kept; to be sent again. */
  record NotKept(String reason) implements Reply {}

  /** A timer on its way into the table: somebody waits for it, or it is put back from delivery. */
  private record Unwritten(
      Timer timer, long notBefore, @Nullable ActorRef<Reply> replyTo, @Nullable Waiting putBack) {}

  private final int slotNumber;
  private final TimerStore store;
  private final Timers.Receiver receiver;
  private final InstantSource clock;
  private final ActorContext<Command> context;
  private final TimerScheduler<Command> timers;
  private final ArrayDeque<Unwritten> unwritten = new ArrayDeque<>();
  private @Nullable TimerSlot slot;
  private long epoch;
  private int writes;
  private long lookedAt;
  private boolean pausing;
  private long wakeAt = Long.MAX_VALUE;
  private @Nullable Position stored;
  private long storedAt;
  private boolean storing;

  private TimerKeeper(
      int slotNumber,
      TimerStore store,
      Timers.Receiver receiver,
      InstantSource clock,
      ActorContext<Command> context,
      TimerScheduler<Command> timers) {
    this.slotNumber = slotNumber;
    this.store = store;
    this.receiver = receiver;
    this.clock = clock;
    this.context = context;
    this.timers = timers;
  }

  static Behavior<Command> create(
      int slot, TimerStore store, Timers.Receiver receiver, InstantSource clock) {
    return Behaviors.setup(context ->
        Behaviors.withTimers(
            timers -> new TimerKeeper(slot, store, receiver, clock, context, timers).opening()));
  }

  private Behavior<Command> opening() {
    context.pipeToSelf(
        store.open(slotNumber, clock.millis()),
        (opened, failure) -> failure == null ? new Began(opened) : new Broken(failure));
    return Behaviors.receiveMessage(this::told);
  }

  private Behavior<Command> told(Command command) {
    switch (command) {
      case Keep keep -> take(keep);
      case Beat ignored -> {}
      case Began began -> begin(began.opened());
      case Written written -> {
        if (written.kept() && written.epoch() != epoch) {
          context.getLog().warn("timer slot {} has another keeper; this one ends", slotNumber);
          return Behaviors.stopped();
        }
        written(written);
      }
      case Found found -> {
        pausing = !found.page().rows().isEmpty();
        open().found(found.page());
      }
      case NotRead not -> {
        context.getLog().warn("timer slot {} cannot be read", slotNumber, not.cause());
        pausing = true;
        open().notRead();
      }
      case Answered answered -> answered(answered.waiting(), answered.failure());
      case CursorStored cursor -> {
        storing = false;
        stored = cursor.stored() ? cursor.cursor() : stored;
      }
      case Look ignored -> wakeAt = Long.MAX_VALUE;
      case Broken broken -> {
        context.getLog().warn("timer slot {} cannot be opened", slotNumber, broken.cause());
        return Behaviors.stopped();
      }
      case Stop ignored -> {
        leave();
        return Behaviors.stopped();
      }
    }
    work();
    return Behaviors.same();
  }

  private void take(Keep keep) {
    if (unwritten.size() >= TimerLimits.MOST_UNWRITTEN) {
      keep.replyTo().tell(new NotKept("too many timers wait to be written"));
    } else {
      unwritten.add(new Unwritten(keep.timer(), 0, keep.replyTo(), null));
    }
  }

  private void begin(Opened opened) {
    epoch = opened.epoch();
    slot = new TimerSlot(opened.cursor());
    stored = opened.cursor();
    context.getLog().debug("timer slot {} is kept here, epoch {}", slotNumber, epoch);
  }

  private TimerSlot open() {
    if (slot == null) {
      throw new IllegalStateException("slot " + slotNumber + " is not open");
    }
    return slot;
  }

  private void work() {
    if (slot != null) {
      var now = clock.millis();
      write(slot, now);
      read(slot, now);
      deliver(slot, now);
      storeCursor(slot, now);
      wakeLater(slot, now);
    }
  }

  private void write(TimerSlot slot, long now) {
    while (writes < TimerLimits.WRITES_AT_ONCE && !unwritten.isEmpty()) {
      var batch = new ArrayList<Unwritten>();
      var rows = new ArrayList<Row>();
      while (batch.size() < TimerLimits.ROWS_OF_A_WRITE && !unwritten.isEmpty()) {
        var next = unwritten.remove();
        batch.add(next);
        rows.add(slot.place(next.timer(), next.notBefore(), now));
      }
      writes++;
      context.pipeToSelf(
          durable(rows, now).thenCompose(done -> store.epoch(slotNumber)),
          (newest, failure) ->
              new Written(rows, batch, failure == null, failure == null ? newest : epoch));
    }
  }

  private CompletionStage<Void> durable(List<Row> rows, long now) {
    var minutes = rows.stream().collect(Collectors.groupingBy(row -> row.position().minute()));
    return CompletableFuture.allOf(
        minutes.values().stream()
            .map(minute -> store.write(slotNumber, minute, now).toCompletableFuture())
            .toArray(CompletableFuture[]::new));
  }

  private void written(Written written) {
    writes--;
    written.rows().forEach(open()::written);
    for (var timer : written.timers()) {
      if (timer.replyTo() != null) {
        timer.replyTo().tell(written.kept() ? new Kept() : new NotKept("it could not be written"));
      }
      if (timer.putBack() != null) {
        if (written.kept()) {
          open().delivered(timer.putBack());
        } else {
          open().retry(timer.putBack(), clock.millis());
        }
      }
    }
  }

  private void read(TimerSlot slot, long now) {
    var waited = now - lookedAt;
    if (pausing && waited >= 0 && waited < TimerLimits.LOOK_PAUSE.toMillis()) {
      return;
    }
    var wanted = slot.nextRead(now);
    if (wanted != null) {
      lookedAt = now;
      context.pipeToSelf(
          store.read(slotNumber, wanted),
          (page, failure) -> failure == null ? new Found(page) : new NotRead(failure));
    }
  }

  private void deliver(TimerSlot slot, long now) {
    for (var waiting : slot.nextDeliveries(now)) {
      var timer = waiting.row.timer();
      if (timer.dueMillis() > now) {
        unwritten.add(new Unwritten(timer, 0, null, waiting));
      } else {
        context.pipeToSelf(fire(timer), (done, failure) -> new Answered(waiting, failure));
      }
    }
  }

  private CompletionStage<?> fire(Timer timer) {
    try {
      return receiver.fired(timer.target(), timer.key(), Instant.ofEpochMilli(timer.dueMillis()));
    } catch (RuntimeException refused) {
      return CompletableFuture.failedStage(refused);
    }
  }

  private void answered(Waiting waiting, @Nullable Throwable failure) {
    var now = clock.millis();
    if (failure == null) {
      open().delivered(waiting);
    } else if (open().failed(waiting)) {
      var timer = waiting.row.timer();
      context.getLog().warn("timer {} of {} is put back", timer.key(), timer.target(), failure);
      unwritten.add(new Unwritten(timer, now + TimerLimits.PUT_BACK.toMillis(), null, waiting));
    } else {
      open().retry(waiting, now);
    }
  }

  private void storeCursor(TimerSlot slot, long now) {
    var cursor = slot.cursor();
    var waited = now - storedAt;
    if (storing
        || cursor.equals(stored)
        || (waited >= 0 && waited < TimerLimits.CURSOR_PAUSE.toMillis())) {
      return;
    }
    storing = true;
    storedAt = now;
    context.pipeToSelf(
        store.moveCursor(slotNumber, epoch, cursor),
        (done, failure) -> new CursorStored(cursor, failure == null));
  }

  /** A new keeper reads on from there; without it, it repeats what this one did last. */
  private void leave() {
    if (slot != null && !slot.cursor().equals(stored)) {
      store.moveCursor(slotNumber, epoch, slot.cursor());
    }
  }

  private void wakeLater(TimerSlot slot, long now) {
    var pause = TimerLimits.LOOK_PAUSE.toMillis();
    var longest = TimerLimits.LONGEST_WAIT.toMillis();
    var at = Math.max(now + pause, Math.min(slot.wakeAt(), now + longest));
    if (at < wakeAt || wakeAt < now - longest) {
      wakeAt = at;
      timers.startSingleTimer(new Look(), Duration.ofMillis(at - now));
    }
  }
}
