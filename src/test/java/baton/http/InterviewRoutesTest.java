package baton.http;

import static org.assertj.core.api.Assertions.assertThat;

import baton.definition.Assignee;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may answer the screens of a work item, and what is told when it cannot go on. */
class InterviewRoutesTest {
  private static final String NEXT =
      "{\"action\":\"next\",\"screen\":\"laptop\",\"values\":{\"serial\":\"%s\"}}";

  private static NodeForTests node;

  @BeforeAll
  static void start() {
    node = new NodeForTests();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  /** The address of the interview of a new item for IT support: ken and linus. */
  private static String item() {
    var id = UUID.randomUUID() + ".set_up_laptop.1";
    node.items.add(id, Assignee.parse("queue:it_support"));
    return "/api/v1/work-items/" + id;
  }

  private static ContractClient.Answer answer(String item, String person, String json) {
    return node.call("POST", item + "/interview").as(person).json(json).wrong().send();
  }

  @Test
  void anAnswerOpensTheInterviewFirst() {
    assertThat(answer(item(), "ken", NEXT.formatted("S-1")).json().path("state").asText())
        .isEqualTo("finished");
  }

  @Test
  void whoWasTooLateGetsBackWhatTheyTyped() {
    var item = item();
    node.call("GET", item + "/interview").as("ken").send();
    node.items.raceLostBy("ken");
    var late = answer(item, "ken", NEXT.formatted("S-1"));
    assertThat(late.problem()).isEqualTo("already-completed");
    assertThat(late.json().at("/typed/serial").asText()).isEqualTo("S-1");
  }

  @Test
  void anItemThatSomebodyClaimedIsLeftToThem() {
    var item = item();
    node.call("POST", item + ":claim").as("linus").send();
    assertThat(node.call("GET", item + "/interview").as("ken").send().problem())
        .isEqualTo("claimed-by-other");
    assertThat(node.call("GET", item + "/interview").as("linus").send().status()).isEqualTo(200);
  }

  @Test
  void aFlowThatFailsSaysWhyAndLeavesTheItemOpen() {
    var item = item();
    var failed = answer(item, "ken", NEXT.formatted("fail")).json();
    assertThat(failed.path("state").asText()).isEqualTo("failed");
    assertThat(failed.path("fault").asText()).isEqualTo("reserve: The store does not answer");
    assertThat(node.get(item).json().path("status").asText()).isEqualTo("Assigned");
  }

  @Test
  void anAnswerToAnotherScreenIsRefused() {
    assertThat(answer(item(), "ken", "{\"action\":\"save\",\"screen\":\"other\"}").problem())
        .isEqualTo("other-screen");
  }

  @Test
  void whatIsNoAnswerIsRefused() {
    var item = item();
    assertThat(answer(item, "ken", "{\"action\":\"next\"}").body()).contains("`screen` is missing");
    assertThat(answer(item, "ken", "{\"action\":\"skip\"}").body())
        .contains("Use one of: next, back, save, preview, restart.");
    assertThat(answer(item, "ken", "{\"screen\":\"laptop\"}").body())
        .contains("`action` is missing");
    var nothing = "/api/v1/work-items/" + UUID.randomUUID() + ".x.1";
    assertThat(answer(nothing, "ken", NEXT.formatted("S-1")).status()).isEqualTo(404);
    assertThat(node.call("GET", nothing + "/interview").wrong().send().status()).isEqualTo(401);
  }
}
