package baton.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MailBagTest {
  private static final Instant NOW = Instant.parse("2026-01-31T10:00:00Z");

  private final MailBag bag = new MailBag();
  private final UUID first = UUID.randomUUID();
  private final UUID second = UUID.randomUUID();

  @Test
  void theEarliestDueIsNext() {
    bag.add(first, 1, NOW);
    bag.add(second, 1, NOW.plusSeconds(1));
    bag.postpone(first, NOW.plusSeconds(5));

    assertThat(bag.next()).isEqualTo(second);
    assertThat(bag.nextDue()).isEqualTo(NOW.plusSeconds(1));
  }

  @Test
  void aMailThatWaitsOrIsOverIsNotAddedAgain() {
    bag.add(first, 1, NOW);
    bag.postpone(first, NOW.plusSeconds(5));
    bag.add(first, 2, NOW);
    assertThat(bag.nextDue()).isEqualTo(NOW.plusSeconds(5));

    bag.finish(first);
    bag.add(first, 3, NOW);

    assertThat(bag.next()).isNull();
    assertThat(bag.nextDue()).isNull();
  }

  @Test
  void theOldestMinuteIsThatOfWhatWaits() {
    assertThat(bag.oldestMinute()).isNull();
    bag.add(first, 3, NOW);
    bag.add(second, 5, NOW);
    assertThat(bag.oldestMinute()).isEqualTo(3);

    bag.finish(first);

    assertThat(bag.oldestMinute()).isEqualTo(5);
  }

  @Test
  void itHoldsSoManyAndSaysWhenItIsFull() {
    for (var i = 1; i < MailBag.MOST_WAITING; i++) {
      bag.add(new UUID(0, i), 1, NOW);
    }
    assertThat(bag.isFull()).isFalse();

    bag.add(first, 1, NOW);

    assertThat(bag.isFull()).isTrue();
  }

  @Test
  void waitsDoubleUpToTheLongestAndVaryByAFifth() {
    var backOff =
        new MailBackOff(Duration.ofSeconds(5), Duration.ofMinutes(10), Duration.ofDays(5));

    assertThat(backOff.after(1, 0.5)).isEqualTo(Duration.ofSeconds(5));
    assertThat(backOff.after(2, 0.5)).isEqualTo(Duration.ofSeconds(10));
    assertThat(backOff.after(3, 0)).isEqualTo(Duration.ofSeconds(16));
    assertThat(backOff.after(3, 1)).isEqualTo(Duration.ofSeconds(24));
    assertThat(backOff.after(1_000, 0.5)).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void anIdIsMadeOfItsParts() {
    var id = NamedId.of(NamedId.MAIL, "item", "1", "ada");

    assertThat(id).isEqualTo(NamedId.of(NamedId.MAIL, "item", "1", "ada"));
    assertThat(id.version()).isEqualTo(5);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id)
        .isNotEqualTo(NamedId.of(NamedId.MAIL, "item", "2", "ada"))
        .isNotEqualTo(NamedId.of(NamedId.MAIL, "item1", "", "ada"))
        .isNotEqualTo(NamedId.of(NamedId.MAIL, "item", "1ada"));
  }
}
