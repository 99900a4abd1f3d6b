package baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The start script, as it comes out of the archive that `mvn package` makes. */
class DistributionIT {
  @TempDir static Path folder;

  private static Path unpacked() throws IOException, InterruptedException {
    try (var archives = Files.list(Path.of("target"))) {
      var archive =
          archives.filter(each -> each.toString().endsWith(".tar.gz")).findAny().orElseThrow();
      assertThat(done("tar", "xzf", archive.toAbsolutePath().toString(), "-C", folder.toString()))
          .isEmpty();
    }
    try (var folders = Files.list(folder)) {
      return folders.findAny().orElseThrow().resolve("bin/baton");
    }
  }

  private static String done(String... command) throws IOException, InterruptedException {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return text;
  }

  @Test
  void theScriptRunsClientCommands() throws IOException, InterruptedException {
    var baton = unpacked().toString();
    var process =
        new ProcessBuilder(List.of(baton, "runs", "--status", "Suspended", "--stage", "no_such"));
    process.environment().put("BATON", DevNode.address());
    var running = process.redirectErrorStream(true).start();
    assertThat(new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo("No run matches.\n");
    assertThat(running.waitFor()).isZero();
    assertThat(done(baton, "--help")).contains("deploy", "why", "node", "dev");
    assertThat(Stream.of(done(baton, "completion").split("\n"))).hasSizeGreaterThan(100);
  }
}
