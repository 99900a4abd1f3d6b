package baton.work;

import static baton.work.Items.claimed;
import static baton.work.Items.completed;
import static baton.work.Items.item;
import static baton.work.Items.reassigned;
import static org.assertj.core.api.Assertions.assertThat;

import baton.definition.Assignee;
import baton.directory.DirectoryInMemory;
import baton.directory.People;
import baton.directory.Principal;
import baton.work.ItemReply.Done;
import baton.work.ItemReply.Reason;
import baton.work.ItemReply.Refused;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkItemsTest {
  private static final ActorTestKit KIT = ActorTestKit.create();

  /** A run with the one rule these tests need: who it is for may do everything. */
  private static final class Run implements WorkItems.Items {
    final Map<String, WorkItem> items = new HashMap<>();

    @Override
    public CompletionStage<ItemReply> claim(String itemId, Principal by) {
      return decide(itemId, by, claimed(items.get(itemId), by.username()));
    }

    @Override
    public CompletionStage<ItemReply> release(String itemId, Principal by) {
      return decide(itemId, by, baton.work.Items.released(items.get(itemId)));
    }

    @Override
    public CompletionStage<ItemReply> reassign(
        String itemId, Principal by, Assignee to, String reason) {
      return decide(itemId, by, reassigned(items.get(itemId), to.toString()));
    }

    @Override
    public CompletionStage<ItemReply> complete(
        String itemId, Principal by, Map<String, JsonNode> outputs) {
      return decide(itemId, by, completed(items.get(itemId), by.username()));
    }

    @Override
    public CompletionStage<Optional<WorkItem>> item(String itemId) {
      return CompletableFuture.completedFuture(Optional.ofNullable(items.get(itemId)));
    }

    private CompletionStage<ItemReply> decide(String itemId, Principal by, WorkItem next) {
      if (!items.get(itemId).isFor(by)) {
        return CompletableFuture.completedFuture(
            ItemReply.refused(Reason.NOT_ASSIGNED_TO_YOU, "It is not yours."));
      }
      items.put(itemId, next);
      return CompletableFuture.completedFuture(new Done(next));
    }
  }

  private final InboxStoreInMemory store = new InboxStoreInMemory();
  private final ListStoreInMemory lists = new ListStoreInMemory();
  private final People people = DirectoryInMemory.seeded();
  private final Routers routers = new Routers(KIT, store, lists, people);
  private final Run run = new Run();
  private final WorkItems workItems =
      new WorkItems(people, run, routers, new InboxReader(store, lists));

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @BeforeEach
  void assign() {
    var item = item("i1", "queue:it_support");
    run.items.put("i1", item);
    get(routers.place(item));
  }

  @Test
  void whoClaimsSeesItAmongTheirsAtOnce() {
    assertThat(get(workItems.claim("i1", "ken"))).isInstanceOf(Done.class);

    assertThat(mine("ken")).containsExactly("i1");
    assertThat(get(workItems.counts(person("ken"))).mine()).isEqualTo(1);
    assertThat(get(workItems.counts(person("linus"))).queues()).containsEntry("it_support", 0);
  }

  @Test
  void whoCompletesNoLongerSeesItAtOnce() {
    get(workItems.complete("i1", "ken", Map.of()));

    assertThat(mine("ken")).isEmpty();
    assertThat(ofRecord("ken", InboxQuery.State.OPEN)).isEmpty();
    assertThat(ofRecord("ken", InboxQuery.State.CLOSED))
        .extracting(WorkItem::completedBy)
        .containsExactly("ken");
  }

  @Test
  void whoHandsItOnNoLongerSeesIt() {
    get(workItems.reassign("i1", "ken", Assignee.parse("user:ada"), "on leave"));

    assertThat(mine("ada")).containsExactly("i1");
    assertThat(ofRecord("ken", InboxQuery.State.OPEN)).isEmpty();
    assertThat(ofRecord("ada", InboxQuery.State.OPEN)).hasSize(1);
  }

  @Test
  void whatTheRunRefusesIsTold() {
    assertThat(get(workItems.claim("i1", "ada")))
        .isEqualTo(new Refused(Reason.NOT_ASSIGNED_TO_YOU, "It is not yours."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nobody", "", "edsger"})
  void whoIsUnknownOrInactiveMayDoNothing(String username) {
    get(people.deactivateUser("edsger"));

    assertThat(get(workItems.claim("i1", username)))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo(Reason.NOT_ASSIGNED_TO_YOU));
  }

  @Test
  void nobodyUnknownGetsAnItem() {
    assertThat(get(workItems.reassign("i1", "ken", Assignee.parse("user:nobody"), "")))
        .isEqualTo(new Refused(Reason.UNKNOWN_ASSIGNEE, "There is no user 'nobody'."));
    assertThat(run.items.get("i1").assignee()).hasToString("queue:it_support");
  }

  @Test
  void aReasonHasALongestLength() {
    var most = "x".repeat(WorkItems.LONGEST_REASON_CHARACTERS);
    var to = Assignee.parse("user:ken");

    assertThat(get(workItems.reassign("i1", "ken", to, most + "x")))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.reason()).isEqualTo(Reason.BAD_INPUT));
    assertThat(get(workItems.reassign("i1", "ken", to, most))).isInstanceOf(Done.class);
  }

  @Test
  void aCommandIsDoneEvenWhenListsCannotBeWritten() {
    lists.failing = 1;

    assertThat(get(workItems.claim("i1", "ken"))).isInstanceOf(Done.class);
    assertThat(get(workItems.item("i1")).orElseThrow().claimedBy()).isEqualTo("ken");
  }

  private List<String> mine(String username) {
    return get(workItems.inboxOf(person(username), InboxQuery.open(new InboxFilter.Mine(), 10)))
        .items()
        .stream()
        .map(WorkItem::id)
        .toList();
  }

  private List<WorkItem> ofRecord(String username, InboxQuery.State state) {
    var query =
        new InboxQuery(
            new InboxFilter.OfRecord("Employee", "E-1001"),
            null,
            "",
            state,
            InboxQuery.Order.NEWEST,
            10,
            null);
    return get(workItems.inboxOf(person(username), query)).items();
  }

  private Principal person(String username) {
    return get(people.principal(username)).orElseThrow();
  }

  private static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
