package baton.app;

import org.jspecify.annotations.Nullable;

/**
 * The node that all tests of a JVM share, as {@code mvn} starts one for trying out, on the
 * Cassandra that they share as well. There is never a second one at the same time: two nodes that
 * know nothing of each other would both write the same runs.
 */
public final class DevNode {
  private static @Nullable Node shared;

  private DevNode() {}

  /**
   * The address of the node, such as {@code http://127.0.0.1:8080}, with seeded people, samples and
   * a catcher of mails. It runs until another test renews or ends it.
   */
  public static synchronized String address() {
    return address("");
  }

  /** The same; if the node is yet to be started, with {@code settings} (HOCON) on top. */
  public static synchronized String address(String settings) {
    var node = shared;
    if (node == null) {
      node =
          Node.start(
              CassandraForTests.settings().with(settings),
              CassandraForTests.session(),
              House.forTryingOut());
      shared = node;
    }
    return node.address();
  }

  /** Stops the node and starts one that finds what it left; the new address. */
  public static synchronized String renewed() {
    end();
    return address();
  }

  /** For tests that need a node of another kind. */
  public static synchronized void end() {
    var node = shared;
    shared = null;
    if (node != null) {
      node.stop();
    }
  }
}
