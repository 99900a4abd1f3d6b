package baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class ConsoleTest {
  private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Console console =
      new Console(
          new PrintStream(printed, true, StandardCharsets.UTF_8),
          InstantSource.fixed(START.plusMillis(12_345)),
          START);

  @Test
  void timesWhatItSays() {
    console.say("Node is up");
    assertThat(text()).isEqualTo("   12.3 s  Node is up\n");
  }

  @Test
  void leavesALineToBeCopiedAsItStands() {
    console.paste("export BATON=http://127.0.0.1:8080");
    assertThat(text()).isEqualTo("export BATON=http://127.0.0.1:8080\n");
  }

  private String text() {
    return printed.toString(StandardCharsets.UTF_8);
  }
}
