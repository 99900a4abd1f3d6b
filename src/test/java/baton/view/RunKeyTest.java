package baton.view;

import static org.assertj.core.api.Assertions.assertThat;

import baton.view.RunKey.Kind;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RunKeyTest {
  private static final Instant AT = Instant.parse("2026-11-22T10:07:59.999Z");

  @Test
  void aBusyKeyIsCutIntoShortSpans() {
    assertThat(RunKey.ALL.span(AT)).isEqualTo("2026-11-22T10:05");
    assertThat(RunKey.ALL.end("2026-11-22T10:05")).isEqualTo("2026-11-22T10:10:00Z");
    assertThat(new RunKey(Kind.RECORD, "Quote/7").span(AT)).isEqualTo("2026-11-22T10:00");
    assertThat(RunKey.begin("2026-11-22T10:00")).isEqualTo("2026-11-22T10:00:00Z");
    assertThat(RunKey.year("2026-11-22T10:00")).isEqualTo(2026);
  }

  @Test
  void everyRunFallsIntoOneSlice() {
    for (var i = 0; i < 100; i++) {
      assertThat(RunKey.ALL.slice(UUID.randomUUID().toString())).isBetween(0, 3);
    }
    assertThat(new RunKey(Kind.RECORD, "Quote/7").slice("any")).isZero();
  }

  @Test
  void aPlaceIsReadBackFromItsText() {
    var place = new RunPlace(AT, "a~b");
    assertThat(RunPlace.parse(place.toString())).contains(place);
    assertThat(RunPlace.parse("nonsense")).isEmpty();
    assertThat(RunPlace.parse("12")).isEmpty();
  }
}
