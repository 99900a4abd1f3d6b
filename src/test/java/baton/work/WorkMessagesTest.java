package baton.work;

import static baton.work.Items.claimed;
import static baton.work.Items.item;

import baton.work.InboxStore.Entry;
import baton.work.InboxStore.State;
import java.util.UUID;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Messages between nodes arrive as they were sent. */
class WorkMessagesTest {
  private static final ActorTestKit KIT = ActorTestKit.create();

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void messagesArriveAsTheyWereSent() {
    var replyTo = KIT.<WorkRouter.Reply>createTestProbe().getRef();
    var filed = KIT.<Done>createTestProbe().getRef();
    var item = claimed(item("run.step.1", "queue:it_support"), "ken");

    for (var message :
        new Object[] {
          new WorkRouter.Place(item, replyTo),
          new WorkRouter.Withdraw(item, replyTo),
          new WorkRouter.File(new Entry(State.CLAIMED, item), 17, filed),
          new WorkRouter.Placed("run.step.1", 4),
          new WorkRouter.Unroutable("run.step.1", 4, "There is no user 'x'."),
          new MailSender.Nudge(UUID.randomUUID())
        }) {
      KIT.serializationTestKit().verifySerialization(message, true);
    }
  }
}
