package baton.app.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where an embedded Cassandra comes from and where it lives.
 *
 * @param home folder with {@code lib} (Cassandra's jars) and {@code classes} (our guard)
 * @param data folder for its data, configuration and log; kept between starts
 * @param java home of the JDK that runs it; empty: the best one found
 * @param port native port, or 0 for a free one
 * @param heapMebibytes size of its heap
 * @param flags of its JVM, beyond those that it needs
 */
public record CassandraPlace(
    Path home, Path data, Optional<Path> java, int port, int heapMebibytes, List<String> flags) {
  /** Enough for dev and tests on a small machine. */
  public static final int HEAP_MEBIBYTES = 768;

  public static CassandraPlace of(Path home, Path data) {
    return new CassandraPlace(home, data, Optional.empty(), 0, HEAP_MEBIBYTES, List.of());
  }

  public CassandraPlace withJava(Path javaHome) {
    return new CassandraPlace(home, data, Optional.of(javaHome), port, heapMebibytes, flags);
  }

  public CassandraPlace withPort(int nativePort) {
    return new CassandraPlace(home, data, java, nativePort, heapMebibytes, flags);
  }

  /** For a life of minutes: its JVM compiles quickly rather than well, a third less to start. */
  public CassandraPlace forShort() {
    return new CassandraPlace(
        home, data, java, port, heapMebibytes, List.of("-XX:TieredStopAtLevel=1"));
  }

  CassandraPlace at(Path absoluteHome, Path absoluteData) {
    return new CassandraPlace(absoluteHome, absoluteData, java, port, heapMebibytes, flags);
  }

  Path lock() {
    return data.resolve("lock");
  }

  Path log() {
    return data.resolve("cassandra.log");
  }
}
