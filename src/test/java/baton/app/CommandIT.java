package baton.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line against a real node. */
class CommandIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String QUOTE = "Q-" + UUID.randomUUID();

  private record Done(int code, String out, String err) {
    JsonNode json() {
      try {
        return new ObjectMapper().readTree(out);
      } catch (IOException notJson) {
        throw new AssertionError(out + err, notJson);
      }
    }
  }

  private static Done baton(String... words) {
    var all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--url", DevNode.address(), "--as", "ada"));
    return anywhere(all.toArray(String[]::new));
  }

  private static Done anywhere(String... words) {
    var out = new StringWriter();
    var err = new StringWriter();
    var code = Main.line().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(words);
    return new Done(code, out.toString(), err.toString());
  }

  private static String started(String quote) {
    var run =
        baton(
            "run",
            "quote_approval",
            "quote=" + quote,
            "amount:=1000",
            "discount:=15",
            "-k",
            quote,
            "--wait",
            "20s",
            "--json");
    assertThat(run.code()).as(run.err()).isZero();
    return run.json().path("id").asText();
  }

  @Test
  void aRunIsStartedFoundExplainedWorkedOnAndEnds() {
    var quote = QUOTE + "-1";
    var id = started(quote);
    assertThat(id).isNotEmpty();
    var why = baton("why", id);
    assertThat(why.out()).startsWith("InProgress: ").contains("waits for queue deal_desk");
    assertThat(baton("why", id, "deal_desk").out()).doesNotContain("Stage ");
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(baton("runs", "--key", quote, "-s", "InProgress").out())
                .contains("RUN", "STATUS", id, quote));

    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(baton("work", "--for", "queue:deal_desk", "-q", quote, "--json").json())
                .hasSize(1));
    var item = id + ".deal_desk.1";
    assertThat(anywhere("work", "claim", item, "--url", DevNode.address(), "--as", "edsger").out())
        .contains(item + "  Claimed");
    assertThat(
            anywhere(
                    "work",
                    "complete",
                    item,
                    "decision=approve",
                    "--url",
                    DevNode.address(),
                    "--as",
                    "edsger")
                .out())
        .contains("Completed");
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(baton("runs", "--record", "Quote/" + quote, "--json").json().at("/0/status"))
                .asString()
                .contains("Completed"));
    assertThat(baton("runs", "--parent", id).out()).contains("No run matches.");
    assertThat(baton("history", id).out())
        .contains("Run quote_approval Started", "WorkItem deal_desk Completed", "edsger");
    assertThat(baton("history", id, "--lines").out().lines())
        .hasSizeGreaterThan(5)
        .allMatch(line -> line.startsWith("{\"sequence\":"));
  }

  @Test
  void theListOfRunsIsWrittenAnewFromTheJournalWhenItIsLost() {
    var quote = QUOTE + "-lost";
    var id = started(quote);
    await().atMost(SOON).until(() -> listed(quote).size() == 1);
    await().atMost(SOON).until(() -> listed(quote).at("/0/stage").asText().equals("approve"));
    var before = listed(quote);
    for (var table : List.of("run_line", "run_pointer", "run_span")) {
      CassandraForTests.session().execute("TRUNCATE baton." + table);
    }
    assertThat(listed(quote)).isEmpty();

    assertThat(baton("rebuild-list").out()).contains("runs written, ");
    assertThat(listed(quote)).isEqualTo(before);
    assertThat(before.at("/0/id").asText()).isEqualTo(id);
    assertThat(baton("cancel", id).code()).isZero();
    await().atMost(SOON).until(() -> listed(quote).at("/0/status").asText().equals("Canceled"));
  }

  private static JsonNode listed(String quote) {
    return baton("runs", "--key", quote, "--json").json();
  }

  @Test
  void runsAreCanceledAndWhatCannotBeIsSaid() {
    var id = started(QUOTE + "-2");
    assertThat(baton("cancel", id, "--reason", "withdrawn").out()).contains(id + "  Canceled");
    var again = baton("resume", id);
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.err()).contains("Canceled");
    var unknown = baton("why", UUID.randomUUID().toString());
    assertThat(unknown.code()).isEqualTo(1);
    assertThat(unknown.err()).contains("There is no run");
  }

  @Test
  void runsAreSuspendedAndResumed() {
    var id = started(QUOTE + "-3");
    assertThat(baton("suspend", id).out()).contains("Suspended");
    assertThat(baton("why", id).out()).contains("It is suspended");
    assertThat(baton("resume", id).out()).contains("InProgress");
  }

  @Test
  void textsAreDeployedFlowsFirst(@TempDir Path folder) throws IOException {
    var name = "c" + UUID.randomUUID().toString().replace("-", "");
    Files.writeString(
        folder.resolve("a.yaml"),
        """
        orchestration: %s
        label: From the command line
        start: { autolaunched: true }
        stages:
          - stage: one
            steps:
              - { background: note, flow: %s_flow }
        """
            .formatted(name, name));
    Files.writeString(
        folder.resolve("b.yaml"),
        """
        flow: %s_flow
        kind: autolaunched
        variables:
          n: { type: number, output: true }
        elements:
          - assignment: one
            set: [{ variable: n, value: 1 }]
        """
            .formatted(name));
    var deployed = baton("deploy", folder.toString());
    assertThat(deployed.code()).as(deployed.err()).isZero();
    assertThat(deployed.out().lines().toList().get(1)).startsWith("flow");
    assertThat(deployed.out()).contains(name, "active");
    assertThat(baton("run", name, "--wait").out()).contains("Completed");

    Files.writeString(folder.resolve("a.yaml"), "orchestration: " + name + "\nstagse: []\n");
    var wrong = baton("deploy", folder.resolve("a.yaml").toString());
    assertThat(wrong.code()).isEqualTo(1);
    assertThat(wrong.err()).contains("a.yaml:2:", "stagse");
  }

  @Test
  void whatGoesWrongHasItsExitCodeAndItsWords() {
    assertThat(baton("run", "quote_approval", "quote").code()).isEqualTo(1);
    assertThat(baton("runs", "--status", "Done").code()).isEqualTo(2);
    assertThat(baton("nonsense").code()).isEqualTo(2);
    var nobody = anywhere("cancel", UUID.randomUUID().toString(), "--url", DevNode.address());
    assertThat(nobody.code()).isEqualTo(1);
    assertThat(nobody.err()).contains("--as USER");
    var nowhere = anywhere("runs", "--url", "http://127.0.0.1:1");
    assertThat(nowhere.code()).isEqualTo(3);
    assertThat(nowhere.err()).contains("No node answers at http://127.0.0.1:1");
    assertThat(anywhere("runs", "--url", "nowhere").code()).isEqualTo(1);
  }

  @Test
  void shellsCompleteCommandsAndOptions() {
    var completion = anywhere("completion");
    assertThat(completion.code()).isZero();
    assertThat(completion.out()).contains("compinit", "deploy", "--orchestration", "InProgress");
  }
}
