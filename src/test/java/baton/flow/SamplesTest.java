package baton.flow;

import static org.assertj.core.api.Assertions.assertThat;

import baton.document.Document;
import baton.document.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every flow of the samples is read without a word. */
class SamplesTest {
  static Stream<Path> flows() throws IOException {
    return Files.walk(Path.of("src/main/resources/samples"))
        .filter(file -> file.getParent().endsWith("flows"));
  }

  @ParameterizedTest
  @MethodSource("flows")
  void aSampleHasNoProblems(Path file) throws IOException {
    var actions =
        Actions.discovered(new EmailAction(mail -> CompletableFuture.completedStage(mail.id())));
    var problems = new Problems();
    var document = Document.read(file.toString(), Files.readString(file), problems);
    assertThat(document).isNotNull();
    var flow = FlowReader.read(document, new Surroundings(actions, null), problems);
    assertThat(problems.list()).isEmpty();
    assertThat(flow).isNotNull();
  }
}
