package baton.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeSettingsTest {
  @TempDir Path folder;

  @Test
  void openOnLoopbackOnlyWithoutAnySetting() {
    var settings = NodeSettings.load();
    assertThat(settings.httpHost()).isEqualTo("127.0.0.1");
    assertThat(settings.cassandra()).isEmpty();
    assertThat(settings.seeds()).isEmpty();
    assertThat(settings.leaveWithParent()).isFalse();
  }

  @Test
  void readsAddressesOfCassandra() {
    assertThat(NodeSettings.load().with("baton.cassandra = \"db1:9142, db2\"").cassandra())
        .containsExactly(
            InetSocketAddress.createUnresolved("db1", 9142),
            InetSocketAddress.createUnresolved("db2", 9042));
  }

  @Test
  void refusesAnAddressThatIsNone() {
    assertThatThrownBy(() -> NodeSettings.load().with("baton.cassandra = \"db1:cql\""))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("baton.cassandra")
        .hasMessageContaining("'db1:cql' is not host:port");
  }

  @Test
  void aFileOverridesTheDefaultsAndReachesTheLibraries() throws IOException {
    var settings = NodeSettings.load(file("baton.cluster { port = 7355, seeds = [\"a:1\"] }"));
    assertThat(settings.seeds()).containsExactly("a:1");
    assertThat(settings.config().getInt("pekko.remote.artery.canonical.port")).isEqualTo(7355);
    assertThat(settings.httpPort()).isEqualTo(8080);
  }

  @Test
  void refusesASettingThatDoesNotExistAndSaysWhere() throws IOException {
    var file = file("baton {\n  http.port = 1\n  htpp.host = \"x\"\n}");
    assertThatThrownBy(() -> NodeSettings.load(file))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("baton.htpp.host")
        .hasMessageContaining("node.conf: 3");
  }

  @Test
  void refusesAFileThatIsNotThere() {
    assertThatThrownBy(() -> NodeSettings.load(folder.resolve("none.conf")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("none.conf");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("node.conf"), text);
  }
}
