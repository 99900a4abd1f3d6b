package baton.app.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The log of an embedded Cassandra that did not start, and what to do about it. */
final class CassandraLog {
  /** Lines of the log that a message ends with. */
  private static final int TAIL_LINES = 25;

  /** Longest part of a log that is looked at, in bytes. */
  private static final int TAIL_BYTES = 64 * 1024;

  private static final Map<String, String> REMEDIES =
      Map.of(
          "insufficient memory", "Free some memory: it needs about 1.5 GiB.",
          "OutOfMemoryError", "Free some memory: it needs about 1.5 GiB.",
          "No space left on device", "Free space on the disk of its data folder.",
          "Permission denied", "Make its data folder writable, or name another by -Dbaton.data.",
          "Incompatible", "Its data is of another version: name another folder by -Dbaton.data.",
          "Could not find or load main class",
              "The build folder is incomplete: run `mvn process-classes`.",
          "UnsupportedClassVersionError",
              "Its JDK is too old: name a JDK 17 by -Dbaton.cassandra-java.");

  /** A log longer than this starts over, in bytes. */
  private static final long LONGEST = 8 * 1024 * 1024;

  private final Path file;
  private final long start;

  private CassandraLog(Path file, long start) {
    this.file = file;
    this.start = start;
  }

  /** The part of the log that will be written from now on. */
  static CassandraLog from(Path file) throws IOException {
    if (Files.notExists(file)) {
      return new CassandraLog(file, 0);
    }
    if (Files.size(file) > LONGEST) {
      Files.write(file, new byte[0]);
    }
    return new CassandraLog(file, Files.size(file));
  }

  boolean says(String words) {
    return end().contains(words);
  }

  /** A remedy if the log shows a known cause, and the log's last lines. */
  String advice() {
    var end = end();
    var remedy =
        REMEDIES.entrySet().stream()
            .filter(known -> end.contains(known.getKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse("If its data is damaged, name a fresh folder by -Dbaton.data.");
    List<String> lines = end.lines().toList();
    var tail = lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
    return remedy + "\nThe end of " + file + ":\n  " + String.join("\n  ", tail);
  }

  private String end() {
    try (var log = Files.newByteChannel(file)) {
      log.position(Math.max(start, log.size() - TAIL_BYTES));
      var bytes = ByteBuffer.allocate(TAIL_BYTES);
      while (bytes.hasRemaining() && log.read(bytes) >= 0) {}
      return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    } catch (IOException absent) {
      return "";
    }
  }
}
