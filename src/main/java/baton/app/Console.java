package baton.app;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/** What a node tells the person who started it: lines with the seconds since the start. */
public final class Console {
  private final PrintStream out;
  private final InstantSource clock;
  private final Instant start;

  public Console(PrintStream out, InstantSource clock, Instant start) {
    this.out = out;
    this.clock = clock;
    this.start = start;
  }

  /** On standard output, timed from the start of this process. */
  static Console standard() {
    var clock = InstantSource.system();
    var start = ProcessHandle.current().info().startInstant().orElseGet(clock::instant);
    return new Console(System.out, clock, start);
  }

  /** Something that happened, with its time. */
  public void say(String line) {
    var elapsed = Duration.between(start, clock.instant());
    out.println(String.format(Locale.ROOT, "%7.1f s  %s", elapsed.toMillis() / 1000.0, line));
    out.flush();
  }

  /** A line as it stands, to be copied. */
  public void paste(String line) {
    out.println(line);
    out.flush();
  }
}
