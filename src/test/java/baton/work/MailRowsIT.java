package baton.work;

import static org.assertj.core.api.Assertions.assertThat;

import baton.app.CassandraForTests;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

class MailRowsIT {
  private static final Instant NOW = Instant.parse("2026-01-31T10:00:00Z");

  private final MailRows rows = new MailRows(CassandraForTests.session());
  private final int slot = ThreadLocalRandom.current().nextInt(1_000, Integer.MAX_VALUE);
  private final Mail mail =
      Mail.pending(UUID.randomUUID(), "ada@example.org", "Subject", "text", "<p>html</p>", NOW);

  @Test
  void aMailReadsBackByIdBySlotAndByWhatItIsAbout() {
    var about = UUID.randomUUID().toString();
    get(rows.add(mail, about, slot, 7));

    assertThat(get(rows.mail(mail.id()))).contains(mail);
    assertThat(get(rows.queued(slot, 7))).containsExactly(mail.id());
    assertThat(get(rows.about(about))).containsExactly(mail.id());
    assertThat(get(rows.mail(UUID.randomUUID()))).isEmpty();
  }

  @Test
  void addingAMailAgainDoesNotMakeItWaitAgain() {
    get(rows.add(mail, "item", slot, 7));
    var delayed = mail.delayed("450 busy", NOW.plusSeconds(5), NOW);
    get(rows.record(delayed));
    var sent = delayed.sent(NOW.plusSeconds(6));
    get(rows.record(sent));

    get(rows.add(mail, "item", slot, 8));

    assertThat(get(rows.mail(mail.id()))).contains(sent);
  }

  @Test
  void anEarlierAttemptThatIsRecordedLateChangesNothing() {
    get(rows.add(mail, "item", slot, 7));
    var delayed = mail.delayed("450 busy", NOW.plusSeconds(5), NOW);
    var failed = delayed.failed("550 no", NOW.plusSeconds(6));
    get(rows.record(failed));
    get(rows.record(delayed));

    assertThat(get(rows.mail(mail.id()))).contains(failed);
  }

  @Test
  void aMarkOnlyMovesForward() {
    get(rows.begin(slot, 100));
    get(rows.begin(slot, 120));
    assertThat(get(rows.mark(slot))).isEqualTo(100);

    get(rows.moveMark(slot, 110));
    get(rows.moveMark(slot, 105));
    get(rows.begin(slot, 50));

    assertThat(get(rows.mark(slot))).isEqualTo(110);
  }

  private static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
