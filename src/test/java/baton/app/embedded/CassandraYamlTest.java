package baton.app.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

class CassandraYamlTest {
  @Test
  void namesPortsAndFoldersAlsoWithOddNames() {
    Map<String, Object> yaml = read(Path.of("/it's here: 'odd'"), 1234, 5678);

    assertThat(yaml)
        .containsEntry("native_transport_port", 1234)
        .containsEntry("storage_port", 5678)
        .containsEntry("commitlog_directory", "/it's here: 'odd'/commitlog")
        .containsEntry("data_file_directories", List.of("/it's here: 'odd'/data"));
  }

  @Test
  void acknowledgesOnlyWhatIsOnDisk() {
    Map<String, Object> yaml = read(Path.of("/data"), 1, 2);

    assertThat(yaml)
        .containsEntry("commitlog_sync", "group")
        .containsEntry("commitlog_sync_group_window", "2ms");
    assertThat((int) yaml.get("concurrent_writes")).isGreaterThanOrEqualTo(128);
  }

  @Test
  void securesNothingSoUserDefinedFunctionsStayOff() {
    assertThat(read(Path.of("/data"), 1, 2)).containsEntry("user_defined_functions_enabled", false);
  }

  private static Map<String, Object> read(Path data, int nativePort, int storagePort) {
    return new Yaml().load(CassandraYaml.text(data, nativePort, storagePort));
  }
}
