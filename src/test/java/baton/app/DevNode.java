package baton.app;

/** A node as {@code mvn} starts one for trying out, on the Cassandra that all tests share. */
public final class DevNode implements AutoCloseable {
  private final Node node;

  private DevNode(Node node) {
    this.node = node;
  }

  /** With seeded people, samples and a catcher of mails, on a free port. */
  public static DevNode start() {
    return new DevNode(
        Node.start(
            CassandraForTests.settings(), CassandraForTests.session(), House.forTryingOut()));
  }

  /** Such as {@code http://127.0.0.1:8080}. */
  public String address() {
    return node.address();
  }

  @Override
  public void close() {
    node.stop();
  }
}
