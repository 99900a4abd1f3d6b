package baton.pages;

import baton.app.DevNode;
import java.net.URI;

/** Where the tests take their node from: the one that all tests share, or one that runs already. */
final class Scene {
  private Scene() {}

  /**
   * Pages of {@link ForeignSite} may use the node that is started here. {@code
   * -Dbaton.site=http://127.0.0.1:8080} tests the pages of a node in dev that runs, which must list
   * the site itself.
   */
  static Site site() {
    var running = System.getProperty("baton.site");
    return new Site(
        URI.create(
            running == null
                ? DevNode.address(
                    "baton.http.allowed-origins = [\"" + ForeignSite.allowed() + "\"]")
                : running));
  }
}
