package baton.work;

import baton.work.Delivery.Accepted;
import baton.work.Delivery.Delayed;
import baton.work.Delivery.Refused;
import baton.work.Delivery.Unreachable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the mails of one slot of the outbox, one after the other, and records where each stands.
 *
 * <p>At least once: a crash between the server's yes and its record repeats a mail with the same
 * Message-ID. While no server answers, the whole slot waits.
 */
final class MailSender {
  sealed interface Command {}

  /** A mail was added; without this it is found by the next look at the table. */
  record Nudge(UUID id) implements Command {}

  private record Marked(long minute) implements Command {}

  private record Poll() implements Command {}

  private record Next() implements Command {}

  private record Queued(UUID id, long minute) {}

  private record Found(List<Queued> mails, long readTo) implements Command {}

  /** No delivery: there was nothing to hand over, or nobody knows what came of it. */
  private record Tried(UUID id, Optional<Mail> after, @Nullable Delivery delivery)
      implements Command {}

  private record Broken(String what, Throwable failure) implements Command {}

  private static final Logger LOG = LoggerFactory.getLogger(MailSender.class);

  /** What was tried and is not known to be recorded is tried again after this. */
  static final Duration AFTER_BROKEN_STORE = Duration.ofSeconds(10);

  static final Duration POLL_EVERY = Duration.ofSeconds(5);

  /** Rows may come into a minute this late: clocks differ, and writing takes time. */
  static final long LATE_MINUTES = 3;

  static final long MINUTES_AT_ONCE = 60;

  private final int slot;
  private final MailStore store;
  private final Function<Mail, Delivery> server;
  private final InstantSource clock;
  private final MailBackOff ofMail;
  private final MailBackOff ofSlot;
  private final ActorContext<Command> context;
  private final TimerScheduler<Command> timers;
  private final Executor blocking;
  private final MailBag bag = new MailBag();
  private long readTo;
  private long mark;
  private boolean looking;
  private boolean trying;
  private int unreachable;
  private Instant pausedUntil = Instant.MIN;

  private MailSender(
      int slot,
      MailStore store,
      Function<Mail, Delivery> server,
      InstantSource clock,
      MailBackOff ofMail,
      MailBackOff ofSlot,
      ActorContext<Command> context,
      TimerScheduler<Command> timers) {
    this.slot = slot;
    this.store = store;
    this.server = server;
    this.clock = clock;
    this.ofMail = ofMail;
    this.ofSlot = ofSlot;
    this.context = context;
    this.timers = timers;
    this.blocking = context.getSystem().dispatchers().lookup(DispatcherSelector.blocking());
  }

  static ServiceKey<Command> key(int slot) {
    return ServiceKey.create(Command.class, "mail-sender-" + slot);
  }

  static Behavior<Command> create(
      int slot,
      MailStore store,
      Function<Mail, Delivery> server,
      InstantSource clock,
      MailBackOff ofMail,
      MailBackOff ofSlot) {
    Behavior<Command> sender =
        Behaviors.setup(context ->
            Behaviors.withTimers(timers ->
                new MailSender(slot, store, server, clock, ofMail, ofSlot, context, timers)
                    .starting()));
    return Behaviors.supervise(sender)
        .onFailure(
            SupervisorStrategy.restartWithBackoff(
                Duration.ofMillis(200), Duration.ofSeconds(30), 0.2));
  }

  private Behavior<Command> starting() {
    context.getSystem().receptionist().tell(Receptionist.register(key(slot), context.getSelf()));
    context.pipeToSelf(
        store
            .begin(slot, minute(clock.instant()) - MINUTES_AT_ONCE)
            .thenCompose(done -> store.mark(slot)),
        (minute, failure) ->
            failure == null ? new Marked(minute) : new Broken("its mark", failure));
    return Behaviors.receive(Command.class)
        .onMessage(Marked.class, this::sending)
        .onMessage(
            Broken.class,
            broken -> {
              throw new IllegalStateException(
                  "slot " + slot + " cannot read " + broken.what(), broken.failure());
            })
        .onAnyMessage(early -> Behaviors.same())
        .build();
  }

  private Behavior<Command> sending(Marked marked) {
    mark = marked.minute();
    readTo = mark;
    timers.startTimerWithFixedDelay(new Poll(), Duration.ZERO, POLL_EVERY);
    return Behaviors.receive(Command.class)
        .onMessage(Nudge.class, this::nudged)
        .onMessage(Poll.class, poll -> look())
        .onMessage(Found.class, this::found)
        .onMessage(Next.class, next -> tryNext())
        .onMessage(Tried.class, this::tried)
        .onMessage(Broken.class, this::broken)
        .onMessage(Marked.class, again -> Behaviors.same())
        .build();
  }

  private Behavior<Command> nudged(Nudge nudge) {
    if (!bag.isFull()) {
      bag.add(nudge.id(), minute(clock.instant()), clock.instant());
    }
    return tryNext();
  }

  private Behavior<Command> look() {
    if (!looking && !bag.isFull()) {
      looking = true;
      var to = Math.min(readTo + MINUTES_AT_ONCE, minute(clock.instant()));
      context.pipeToSelf(
          read(readTo, to, new ArrayList<>()),
          (mails, failure) ->
              failure == null ? new Found(mails, to) : new Broken("what was added", failure));
    }
    return Behaviors.same();
  }

  private CompletionStage<List<Queued>> read(long from, long to, List<Queued> found) {
    return from > to
        ? CompletableFuture.completedFuture(found)
        : store
            .queued(slot, from)
            .thenCompose(ids -> {
              ids.forEach(id -> found.add(new Queued(id, from)));
              return read(from + 1, to, found);
            });
  }

  private Behavior<Command> found(Found found) {
    looking = false;
    var now = clock.instant();
    found.mails().forEach(mail -> bag.add(mail.id(), mail.minute(), now));
    var settled = minute(now) - LATE_MINUTES;
    readTo = Math.max(readTo, Math.min(found.readTo(), settled));
    moveMark();
    if (found.readTo() < minute(now)) {
      look();
    }
    return tryNext();
  }

  private void moveMark() {
    var oldest = bag.oldestMinute();
    var next = oldest == null ? readTo : Math.min(oldest, readTo);
    if (next > mark) {
      mark = next;
      store.moveMark(slot, next);
    }
  }

  private Behavior<Command> tryNext() {
    var next = bag.next();
    var due = bag.nextDue();
    if (trying || next == null || due == null) {
      return Behaviors.same();
    }
    var now = clock.instant();
    var at = due.isAfter(pausedUntil) ? due : pausedUntil;
    if (at.isAfter(now)) {
      timers.startSingleTimer(new Next(), Duration.between(now, at));
      return Behaviors.same();
    }
    trying = true;
    context.pipeToSelf(
        store.mail(next).thenCompose(mail -> attempt(next, mail)),
        (tried, failure) -> {
          if (failure != null) {
            LOG.warn("mail {} was not recorded; it is tried again", next, failure);
          }
          return failure == null ? tried : new Tried(next, Optional.empty(), null);
        });
    return Behaviors.same();
  }

  /** An id without a mail: its content is being written, or was lost with its writer. */
  private CompletionStage<Command> attempt(UUID id, Optional<Mail> found) {
    if (found.isEmpty()) {
      return CompletableFuture.completedFuture(new Tried(id, Optional.empty(), null));
    }
    var mail = found.get();
    var next = mail.nextAttempt();
    if (mail.state() != Mail.State.PENDING || (next != null && next.isAfter(clock.instant()))) {
      return CompletableFuture.completedFuture(new Tried(id, found, null));
    }
    return CompletableFuture.supplyAsync(() -> server.apply(mail), blocking)
        .thenCompose(delivery -> {
          var after = after(mail, delivery);
          return store.record(after).thenApply(done -> new Tried(id, Optional.of(after), delivery));
        });
  }

  private Mail after(Mail mail, Delivery delivery) {
    var now = clock.instant();
    return switch (delivery) {
      case Accepted accepted -> mail.sent(now);
      case Refused refused -> mail.failed(refused.reason(), now);
      case Delayed delayed -> again(mail, delayed.reason(), ofMail, now);
      case Unreachable away -> again(mail, away.reason(), ofSlot, now);
    };
  }

  private static Mail again(Mail mail, String reason, MailBackOff backOff, Instant now) {
    if (!now.isBefore(mail.createdAt().plus(backOff.giveUpAfter()))) {
      return mail.failed(
          "given up after " + backOff.giveUpAfter().toHours() + " hours: " + reason, now);
    }
    var wait = backOff.after(mail.attempts() + 1, ThreadLocalRandom.current().nextDouble());
    return mail.delayed(reason, now.plus(wait), now);
  }

  private Behavior<Command> tried(Tried tried) {
    trying = false;
    var now = clock.instant();
    if (tried.after().isEmpty()) {
      bag.postpone(tried.id(), now.plus(AFTER_BROKEN_STORE));
    } else if (tried.after().get().state() == Mail.State.PENDING) {
      var next = tried.after().get().nextAttempt();
      bag.postpone(tried.id(), next == null ? now : next);
    } else {
      bag.finish(tried.id());
    }
    if (tried.delivery() instanceof Unreachable) {
      unreachable++;
      pausedUntil = now.plus(ofSlot.after(unreachable, ThreadLocalRandom.current().nextDouble()));
    } else if (tried.delivery() != null) {
      unreachable = 0;
    }
    moveMark();
    return tryNext();
  }

  private Behavior<Command> broken(Broken broken) {
    looking = false;
    LOG.warn("slot {} cannot read {}", slot, broken.what(), broken.failure());
    return Behaviors.same();
  }

  static long minute(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), 60L);
  }
}
