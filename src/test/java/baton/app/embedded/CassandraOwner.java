package baton.app.embedded;

import java.nio.file.Path;

/** A process that owns an embedded Cassandra, for tests that kill it: prints the child's pid. */
final class CassandraOwner {
  private CassandraOwner() {}

  public static void main(String[] arguments) throws Exception {
    var place = CassandraPlace.of(Path.of(arguments[0]), Path.of(arguments[1])).forShort();
    var cassandra = EmbeddedCassandra.start(place);
    System.out.println(cassandra.pid());
    Thread.currentThread().join();
  }
}
