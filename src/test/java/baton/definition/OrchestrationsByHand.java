package baton.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;

/** Orchestrations for the tests of other rooms, read as activation reads them. */
public final class OrchestrationsByHand {
  private OrchestrationsByHand() {}

  /** Reads a text against the flows there are; nothing may be said against it, not even a word. */
  public static Orchestration read(String text, Map<String, FlowCatalog.Facts> flows) {
    return read(text, flows, Map.of());
  }

  /** The same where steps may run other orchestrations, too. */
  public static Orchestration read(
      String text,
      Map<String, FlowCatalog.Facts> flows,
      Map<String, OrchestrationCatalog.Facts> orchestrations) {
    var result = result(text, flows, orchestrations);
    assertThat(result.told()).isEmpty();
    return Objects.requireNonNull(result.orchestration());
  }

  /** Reads a text that activation warns of, but accepts. */
  public static Orchestration readWarned(String text, Map<String, FlowCatalog.Facts> flows) {
    var result = result(text, flows, Map.of());
    assertThat(result.told()).isNotEmpty().allMatch(each -> each.startsWith("warning"));
    return Objects.requireNonNull(result.orchestration());
  }

  private static ReadingForTests.Result result(
      String text,
      Map<String, FlowCatalog.Facts> flows,
      Map<String, OrchestrationCatalog.Facts> orchestrations) {
    return ReadingForTests.read(
        "orchestration.yaml", text, new Known(flows, orchestrations, Map.of(), true));
  }
}
