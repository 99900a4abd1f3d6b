package baton.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Our texts have the stages, steps, start and completion conditions, decisions and connectors of
 * what was published, where that is at hand (see {@code ../shared/corpus}).
 */
class SameShapeTest {
  private static final Path CORPUS = Path.of("../shared/corpus");

  @ParameterizedTest
  @CsvSource({
    "recruiting, Recruiting_Orchestration_v6.flow-meta.xml",
    "incident, AIM_IncidentOrchestration.flow-meta.xml",
    "contract, Orchestration_Contract_Approval.flow-meta.xml",
    "contract, Orchestration_Contract_Processing.flow-meta.xml",
    "contract, Orchestration_Manage_Contract_Creation.flow-meta.xml",
    "contract, Orch_Contract_2.flow-meta.xml",
    "enrollment, DLN_Enrollment_Example.flow"
  })
  void ourTextHasTheShapeOfTheOriginal(String name, String file) {
    assumeTrue(Files.isDirectory(CORPUS), "there is no corpus here");
    assertThat(Shape.of(Published.named(name).orchestration()))
        .isEqualTo(Original.shape(found(file)));
  }

  private static Path found(String file) {
    try (var all = Files.walk(CORPUS)) {
      return all.filter(each -> each.endsWith(file)).findFirst().orElseThrow();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
