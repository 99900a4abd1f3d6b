package baton.app.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaHomesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"17.0.19, 17", "25, 25", "1.8.0_402, 8", "21-ea, 21"})
  void readsTheVersionOfAnInstalledJdk(String written, int version) throws IOException {
    install(written);
    assertThat(JavaHome.at(folder)).contains(new JavaHome(folder, version));
  }

  @Test
  void takesTheJdkThatIsAskedFor() throws IOException {
    install("21.0.2");
    assertThat(JavaHomes.forCassandra(Optional.of(folder)).version()).isEqualTo(21);
  }

  @Test
  void refusesAFolderThatIsNoJdk() {
    assertThatThrownBy(() -> JavaHomes.forCassandra(Optional.of(folder)))
        .isInstanceOf(CassandraFailed.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("baton.cassandra-java");
  }

  private void install(String version) throws IOException {
    Files.createDirectories(folder.resolve("bin"));
    var java = Files.createFile(folder.resolve("bin/java"));
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Files.writeString(folder.resolve("release"), "A=\"b\"\nJAVA_VERSION=\"" + version + "\"\n");
  }
}
