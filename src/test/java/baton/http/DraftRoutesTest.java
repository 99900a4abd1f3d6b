package baton.http;

import static org.assertj.core.api.Assertions.assertThat;

import baton.definition.Assignee;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who comes too late for an item is told by whom and when, and finds what they typed. */
class DraftRoutesTest {
  private static final String ANSWER =
      "{\"action\":\"%s\",\"screen\":\"laptop\",\"values\":{\"serial\":\"%s\"}}";

  private static NodeForTests node;

  @BeforeAll
  static void start() {
    node = new NodeForTests();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  /** The address of a new item for IT support: ken and linus. */
  private static String item() {
    var id = UUID.randomUUID() + ".set_up_laptop.1";
    node.items.add(id, Assignee.parse("queue:it_support"));
    return "/api/v1/work-items/" + id;
  }

  private static ContractClient.Answer post(String path, String person, String json) {
    return node.call("POST", path).as(person).json(json).wrong().send();
  }

  private static ContractClient.Answer draft(String item, String person) {
    return node.call("GET", item + "/draft").as(person).send();
  }

  private static void isToldOf(ContractClient.Answer late, String problem, String by, String item) {
    assertThat(late.problem()).isEqualTo(problem);
    assertThat(late.json().path("by").asText()).isEqualTo(by);
    assertThat(late.json().path("at").asText()).startsWith("2026-11-22T");
    assertThat(late.json().path("draft").asText()).isEqualTo(item + "/draft");
  }

  @Test
  void beforeAnythingIsTypedADraftIsEmpty() {
    var empty = draft(item(), "ken");
    assertThat(empty.status()).isEqualTo(200);
    assertThat(empty.json().path("values")).isEmpty();
    assertThat(empty.json().has("at")).isFalse();
  }

  @Test
  void ofNoItemThereIsNoDraft() {
    assertThat(draft("/api/v1/work-items/" + UUID.randomUUID() + ".none.1", "ken").status())
        .isEqualTo(404);
    assertThat(draft("/api/v1/work-items/nonsense", "ken").status()).isEqualTo(404);
  }

  @Test
  void whatIsTypedAfterAnothersClaimIsKept() {
    var item = item();
    node.call("POST", item + ":claim").as("linus").send();
    for (var action : new String[] {"save", "next", "back"}) {
      var late = post(item + "/interview", "ken", ANSWER.formatted(action, "S-" + action));
      isToldOf(late, "claimed-by-other", "linus", item);
      assertThat(draft(item, "ken").json().at("/values/serial").asText()).isEqualTo("S-" + action);
    }
    assertThat(draft(item, "linus").json().path("values")).isEmpty();
    var claim = node.call("POST", item + ":claim").as("ken").wrong().send();
    isToldOf(claim, "claimed-by-other", "linus", item);
  }

  @Test
  void whoComesAfterTheCompletionFindsWhatTheyTyped() {
    var item = item();
    node.call("GET", item + "/interview").as("ken").send();
    post(item + "/interview", "ken", ANSWER.formatted("save", "S-1"));
    post(item + ":complete", "linus", "{}");
    isToldOf(
        node.call("GET", item + "/interview").as("ken").wrong().send(),
        "already-completed",
        "linus",
        item);
    isToldOf(post(item + ":complete", "ken", "{}"), "already-completed", "linus", item);
    assertThat(draft(item, "ken").json().at("/values/serial").asText()).isEqualTo("S-1");
  }

  @Test
  void whoLostAnItemToOthersFindsWhatTheyTyped() {
    var item = item();
    node.call("GET", item + "/interview").as("ken").send();
    post(item + ":reassign", "linus", "{\"to\":\"user:ada\"}");
    var late = post(item + "/interview", "ken", ANSWER.formatted("save", "S-1"));
    assertThat(late.problem()).isEqualTo("not-assigned-to-you");
    assertThat(late.json().path("draft").asText()).isEqualTo(item + "/draft");
    assertThat(draft(item, "ken").json().at("/values/serial").asText()).isEqualTo("S-1");
  }

  @Test
  void whoseItNeverWasHasNothingKept() {
    var item = item();
    var late = post(item + "/interview", "ada", ANSWER.formatted("save", "S-1"));
    assertThat(late.problem()).isEqualTo("not-assigned-to-you");
    assertThat(late.json().has("draft")).isFalse();
    assertThat(draft(item, "ada").json().path("values")).isEmpty();
  }

  @Test
  void aDraftThatIsTooLargeIsRefusedAndNothingOfItIsKept() {
    var item = item();
    node.call("GET", item + "/interview").as("ken").send();
    var huge = "x".repeat(InterviewsInMemory.MOST_CHARACTERS);
    var refused = post(item + "/interview", "ken", ANSWER.formatted("save", huge));
    assertThat(refused.status()).isEqualTo(413);
    assertThat(refused.problem()).isEqualTo("too-large");
    node.call("POST", item + ":claim").as("linus").send();
    assertThat(post(item + "/interview", "ken", ANSWER.formatted("save", huge)).status())
        .isEqualTo(413);
    assertThat(draft(item, "ken").json().path("values")).isEmpty();
  }

  @Test
  void anOutputThatIsWrongIsToldByItsName() {
    var wrong = post(item() + ":complete", "ken", "{\"outputs\":{\"wrong\":1}}");
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.json().at("/problems/0/path").asText()).isEqualTo("outputs.wrong");
  }
}
