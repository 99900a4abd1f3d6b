package baton.pages;

import baton.app.DevNode;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Where the tests take their node from: one of their own, or one that runs already. */
final class Scene implements AutoCloseable {
  private final @Nullable DevNode node;
  private final Site site;

  private Scene(@Nullable DevNode node, String address) {
    this.node = node;
    this.site = new Site(URI.create(address));
  }

  /** {@code -Dbaton.site=http://127.0.0.1:8080} tests the pages of a node in dev that runs. */
  static Scene open() {
    var running = System.getProperty("baton.site");
    if (running != null) {
      return new Scene(null, running);
    }
    var node = DevNode.start();
    return new Scene(node, node.address());
  }

  Site site() {
    return site;
  }

  @Override
  public void close() {
    if (node != null) {
      node.close();
    }
  }
}
