package baton.work;

import com.datastax.oss.driver.api.core.CqlSession;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Routers;
import org.apache.pekko.cluster.sharding.typed.javadsl.ShardedDaemonProcess;
import org.jspecify.annotations.Nullable;

/**
 * The door to mail: what is put here is sent later, by one {@link MailSender} for each slot.
 *
 * <p>Whoever puts a mail here waits for its row and never for a mail server.
 */
public final class MailOutbox {
  /** Mails go out this many at a time over the whole cluster; never fewer in a later version. */
  static final int SLOTS = 8;

  private final MailStore store;
  private final InstantSource clock;
  private final Consumer<UUID> nudge;

  MailOutbox(MailStore store, InstantSource clock, Consumer<UUID> nudge) {
    this.store = store;
    this.clock = clock;
    this.nudge = nudge;
  }

  /** Starts the senders of this node's cluster and gives the door. */
  public static MailOutbox start(
      ActorSystem<?> system, CqlSession session, MailSettings settings, InstantSource clock) {
    var store = new MailRows(session);
    var server = new Smtp(settings);
    ShardedDaemonProcess.get(system)
        .init(
            MailSender.Command.class,
            "mail-sender",
            SLOTS,
            slot ->
                MailSender.create(
                    slot,
                    store,
                    server::deliver,
                    clock,
                    MailBackOff.OF_A_MAIL,
                    MailBackOff.OF_A_SLOT));
    return new MailOutbox(store, clock, nudging(system));
  }

  /**
   * Puts a mail here once: the same id again changes nothing and sends nothing.
   *
   * @param id of what causes the mail, the same when that is repeated
   */
  public CompletionStage<Void> enqueue(
      String id, String to, String subject, String text, @Nullable String html) {
    return add(NamedId.of(NamedId.MAIL, id), id, to, new Wording(subject, text, html));
  }

  /** Where the mails about a work item, or of an id given to {@link #enqueue}, stand. */
  public CompletionStage<List<Mail>> about(String itemIdOrId) {
    return store.about(itemIdOrId).thenCompose(this::read);
  }

  CompletionStage<Void> add(UUID id, String about, String to, Wording wording) {
    var now = clock.instant();
    var mail = Mail.pending(id, to, wording.subject(), wording.text(), wording.html(), now);
    return store
        .add(mail, about, slot(id), MailSender.minute(now))
        .thenAccept(done -> nudge.accept(id));
  }

  private CompletionStage<List<Mail>> read(List<UUID> ids) {
    CompletionStage<List<Mail>> all = CompletableFuture.completedFuture(new ArrayList<>());
    for (var id : ids) {
      all =
          all.thenCombine(
              store.mail(id),
              (mails, mail) -> {
                mail.ifPresent(mails::add);
                return mails;
              });
    }
    return all;
  }

  static int slot(UUID id) {
    return Math.floorMod(id.hashCode(), SLOTS);
  }

  private static Consumer<UUID> nudging(ActorSystem<?> system) {
    var senders = new ArrayList<ActorRef<MailSender.Command>>();
    for (var slot = 0; slot < SLOTS; slot++) {
      senders.add(
          system.systemActorOf(
              Routers.group(MailSender.key(slot)), "mail-nudge-" + slot, Props.empty()));
    }
    return id -> senders.get(slot(id)).tell(new MailSender.Nudge(id));
  }
}
