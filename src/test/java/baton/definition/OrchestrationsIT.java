package baton.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import baton.app.CassandraForTests;
import baton.definition.AssigneeCatalog.Standing;
import baton.document.Definitions.Activation;
import baton.document.Definitions.Deployment;
import baton.document.Document.Format;
import baton.document.Versions;
import baton.document.Versions.Kind;
import baton.document.Versions.State;
import baton.document.Versions.Version;
import baton.expression.Problem;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OrchestrationsIT {
  private final String name = "n" + UUID.randomUUID().toString().replace('-', '_');
  private final Versions versions =
      Versions.create(CassandraForTests.session(), Kind.ORCHESTRATION, InstantSource.system());
  private final Orchestrations orchestrations = orchestrations(versions);

  private static Orchestrations orchestrations(Versions versions) {
    return new Orchestrations(
        versions,
        flow ->
            CompletableFuture.completedStage(Optional.ofNullable(ReadingForTests.KNOWN.flow(flow))),
        assignee ->
            CompletableFuture.completedStage(
                ReadingForTests.KNOWN.assignees().getOrDefault(assignee, Standing.UNKNOWN)));
  }

  @AfterEach
  void close() {
    versions.close();
  }

  private String text(String flow) {
    return """
    orchestration: %s
    label: A label
    stages:
      - stage: s
        steps: [{ background: b, flow: %s, inputs: { employee: x } }]
    """
        .formatted(name, flow);
  }

  private Deployment deploy(String text) {
    return get(orchestrations.deploy(name, "mine.yaml", text, Format.YAML, "ada"));
  }

  @Test
  void aTextIsDeployedActivatedAndLoaded() {
    assertThat(deploy(text("create_accounts")))
        .isEqualTo(new Deployment.Deployed(1, true, java.util.List.of()));
    assertThat(deploy(text("create_accounts")))
        .isEqualTo(new Deployment.Deployed(1, false, java.util.List.of()));
    assertThat(orchestrations.activeVersion(name)).isNull();
    assertThat(get(orchestrations.activate(name, 1, "ada")))
        .isEqualTo(new Activation.Activated(java.util.List.of()));
    assertThat(orchestrations.activeVersion(name)).isEqualTo(1);
    assertThat(orchestrations.loaded(name, 1)).isNull();
    var loaded = get(orchestrations.load(name, 1));
    assertThat(loaded.name()).isEqualTo(name);
    assertThat(loaded.version()).isEqualTo(1);
    assertThat(loaded.label()).isEqualTo("A label");
    assertThat(orchestrations.loaded(name, 1)).isSameAs(loaded);
    assertThat(get(orchestrations.load(name, 1))).isSameAs(loaded);
    assertThat(get(orchestrations.head(name)).orElseThrow().label()).isEqualTo("A label");
    assertThat(get(orchestrations.text(name, 1)).orElseThrow().text())
        .isEqualTo(text("create_accounts"));
  }

  @Test
  void anIncompleteTextIsKeptAsADraftThatCannotActivate() {
    var deployed = (Deployment.Deployed) deploy(text("no_such_flow") + "surplus: 1\n");
    assertThat(deployed.problems())
        .extracting(Problem::message)
        .containsExactly(
            "There is no active flow `no_such_flow`", "An orchestration has no field `surplus`");
    assertThat(deployed.problems().get(0).place().file()).isEqualTo("mine.yaml");
    var refused = (Activation.Refused) get(orchestrations.activate(name, 1, "ada"));
    assertThat(refused.problems()).hasSize(2);
    assertThat(get(orchestrations.versions(name)))
        .extracting(Version::state)
        .containsExactly(State.DRAFT);
    assertThatThrownBy(() -> get(orchestrations.load(name, 1)))
        .hasMessageContaining("cannot run on this node");
  }

  @Test
  void whatCannotBeReadOrHasAnotherNameIsRefusedAndNothingKept() {
    for (var text :
        new String[] {
          "a: b: c",
          "- 1",
          "label: x",
          "orchestration: 5",
          "orchestration: not-a-name",
          "orchestration: other\nsurplus: 1"
        }) {
      assertThat(deploy(text)).as(text).isInstanceOf(Deployment.Refused.class);
    }
    var refused = (Deployment.Refused) deploy("orchestration: other\nsurplus: 1\nstages: []");
    assertThat(refused.problems())
        .extracting(Problem::message)
        .contains(
            "The text names the orchestration `other`, not `" + name + "`",
            "An orchestration has no field `surplus`");
    assertThat(get(orchestrations.head(name))).isEmpty();
    assertThat(get(orchestrations.activate(name, 1, "ada"))).isEqualTo(new Activation.Unknown());
  }

  @Test
  void anOldVersionLoadsWhateverBecameOfItsFlows() {
    var gone =
        new Orchestrations(
            versions,
            flow -> CompletableFuture.completedStage(Optional.empty()),
            assignee -> CompletableFuture.completedStage(Standing.UNKNOWN));
    deploy(text("create_accounts"));
    get(orchestrations.activate(name, 1, "ada"));
    assertThat(get(gone.activate(name, 1, "ada"))).isInstanceOf(Activation.Refused.class);
    assertThat(get(gone.load(name, 1)).first()).isEqualTo("s");
    assertThat(gone.loaded(name, 1)).isNotNull();
  }

  @Test
  void askingForWhatIsNotInMemoryBringsItThere() {
    deploy(text("create_accounts"));
    assertThat(orchestrations.loaded(name, 1)).isNull();
    await().atMost(10, TimeUnit.SECONDS).until(() -> orchestrations.loaded(name, 1) != null);
    assertThatThrownBy(() -> get(orchestrations.load(name, 2)))
        .hasMessageContaining("there is no version 2 of " + name);
  }

  private static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
  }
}
