package baton.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;

/**
 * The main class of embedded Cassandra's JVM: Cassandra that leaves when its owner does.
 *
 * <p>Guard and database are one process, so no kill can separate them. The owner holds the other
 * end of standard input: the line {@code stop} asks for an orderly end, and the bare end of the
 * stream means that the owner is gone. The owner's process is watched as well, should somebody else
 * hold that pipe open. A lock keeps a second Cassandra off the same data until this one is gone.
 *
 * <p>Arguments: process id of the owner, data folder. Compiled for Java 17, which Cassandra likes
 * best.
 */
public final class GuardedCassandra {
  /** The exit code that says: another process uses the data folder. */
  private static final int IN_USE = 3;

  private static final Duration WAIT_FOR_LOCK = Duration.ofSeconds(15);
  private static final Duration WAIT_BETWEEN_TRIES = Duration.ofMillis(50);
  private static final Duration ORDERLY_END = Duration.ofSeconds(3);

  /** Kept reachable: a collected channel would let go of the lock. */
  private static FileLock held;

  private GuardedCassandra() {}

  public static void main(String[] arguments) throws Exception {
    var owner = Long.parseLong(arguments[0]);
    leaveWith(owner);
    lock(Path.of(arguments[1], "lock"), owner);
    Class.forName("org.apache.cassandra.service.CassandraDaemon")
        .getMethod("main", String[].class)
        .invoke(null, (Object) new String[0]);
  }

  private static void leaveWith(long owner) {
    Optional<ProcessHandle> process = ProcessHandle.of(owner);
    if (process.isEmpty()) {
      halt("its owner is gone");
    }
    process.orElseThrow().onExit().thenRun(() -> halt("its owner ended"));
    start("owner-pipe", GuardedCassandra::readUntilTheEnd);
  }

  private static void readUntilTheEnd() {
    var said = new StringBuilder();
    try {
      for (var next = System.in.read(); next >= 0; next = System.in.read()) {
        said.append((char) next);
        if (said.toString().endsWith("stop\n")) {
          start("orderly-end", () -> System.exit(0));
          Thread.sleep(ORDERLY_END.toMillis());
          halt("the orderly end took longer than " + ORDERLY_END.toSeconds() + " s");
        }
      }
    } catch (IOException | InterruptedException broken) {
      halt("the pipe of its owner broke");
    }
    halt("its owner closed the pipe");
  }

  /** Ends at once: every acknowledged write is in the commit log, so nothing is lost. */
  private static void halt(String because) {
    System.err.println("Cassandra leaves: " + because);
    Runtime.getRuntime().halt(0);
  }

  private static void start(String name, Runnable work) {
    var thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void lock(Path file, long owner) throws IOException, InterruptedException {
    var channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    var patience = System.nanoTime() + WAIT_FOR_LOCK.toNanos();
    held = channel.tryLock();
    while (held == null && System.nanoTime() < patience) {
      Thread.sleep(WAIT_BETWEEN_TRIES.toMillis());
      held = channel.tryLock();
    }
    if (held == null) {
      System.err.println("another Cassandra uses " + file.getParent());
      Runtime.getRuntime().halt(IN_USE);
    }
    var holder = "process " + ProcessHandle.current().pid() + " owned by process " + owner + "\n";
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)));
  }
}
