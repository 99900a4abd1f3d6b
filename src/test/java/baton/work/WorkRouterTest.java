package baton.work;

import static baton.work.Items.claimed;
import static baton.work.Items.completed;
import static baton.work.Items.item;
import static baton.work.Items.reassigned;
import static baton.work.Items.released;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import baton.directory.DirectoryInMemory;
import baton.directory.Group;
import baton.directory.People;
import baton.directory.Principal;
import baton.work.WorkRouter.Placed;
import baton.work.WorkRouter.Unroutable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkRouterTest {
  private static final ActorTestKit KIT = ActorTestKit.create();

  private static final InboxFilter RECORD = new InboxFilter.OfRecord("Employee", "E-1001");

  private final InboxStoreInMemory store = new InboxStoreInMemory();
  private final ListStoreInMemory lists = new ListStoreInMemory();
  private final People people = DirectoryInMemory.seeded();
  private final Routers routers = new Routers(KIT, store, lists, people);
  private final InboxReader reader = new InboxReader(store, lists);

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void anItemOfAUserIsInTheirListAndTheyAreTold() {
    assertThat(get(routers.place(item("i1", "user:ada")))).isEqualTo(new Placed("i1", 1));

    assertThat(openOf("ada", new InboxFilter.Mine())).containsExactly("i1");
    assertThat(routers.told).containsExactly("i1#1 ada");
  }

  @Test
  void anItemOfAQueueIsInItsListAndEveryMemberIsTold() {
    get(routers.place(item("i1", "queue:it_support")));

    assertThat(openOf("ken", new InboxFilter.Me())).containsExactly("i1");
    assertThat(openOf("ken", new InboxFilter.Mine())).isEmpty();
    assertThat(openOf("ada", new InboxFilter.Me())).isEmpty();
    assertThat(routers.told).containsExactlyInAnyOrder("i1#1 ken", "i1#1 linus");
  }

  @ParameterizedTest
  @ValueSource(strings = {"user:nobody", "group:nobody", "queue:nobody"})
  void whoIsUnknownGetsNothing(String assignee) {
    var reply = get(routers.place(item("i1", assignee)));

    assertThat(((Unroutable) reply).reason()).contains("'nobody'");
    assertThat(routers.told).isEmpty();
    assertThat(openOf("ada", new InboxFilter.Orphans())).containsExactly("i1");
    assertThat(openOf("ada", RECORD)).containsExactly("i1");
  }

  @Test
  void whoIsInactiveOrHasNoActiveMembersGetsNothing() {
    get(people.deactivateUser("edsger"));
    get(people.deactivateQueue("facilities"));
    get(people.putGroup(new Group("nobodies", "Nobodies", List.of())));

    assertThat(
            List.of("user:edsger", "group:legal", "queue:facilities", "group:nobodies").stream()
                .map(assignee -> get(routers.place(item("i1", assignee)))))
        .extracting(reply -> ((Unroutable) reply).reason())
        .containsExactly(
            "The user 'edsger' is no longer active.",
            "The group 'legal' has no active members.",
            "The queue 'facilities' is no longer active.",
            "The group 'nobodies' has no active members.");
  }

  @Test
  void anItemThatIsAssignedStaysWhereItIsWhenItsPeopleLeave() {
    var item = item("i1", "user:edsger");
    get(routers.place(item));
    get(people.deactivateUser("edsger"));

    assertThat(get(routers.place(released(item)))).isEqualTo(new Placed("i1", 2));
  }

  @Test
  void placingAgainTellsNobodyAgain() {
    get(routers.place(item("i1", "user:ada")));
    routers.crash("user:ada");
    get(routers.place(item("i1", "user:ada")));

    assertThat(openOf("ada", new InboxFilter.Mine())).containsExactly("i1");
    assertThat(routers.told).hasSize(1);
  }

  @Test
  void aClaimedItemIsAlsoInTheClaimersListUntilItIsReleased() {
    var item = item("i1", "queue:it_support");
    get(routers.place(item));
    var claimed = claimed(item, "ken");
    get(routers.place(claimed));
    assertThat(openOf("ken", new InboxFilter.Mine())).containsExactly("i1");
    assertThat(openOf("ken", new InboxFilter.Me())).containsExactly("i1");
    assertThat(openOf("linus", new InboxFilter.Mine())).isEmpty();

    get(routers.place(released(claimed)));

    assertThat(openOf("ken", new InboxFilter.Mine())).isEmpty();
    assertThat(openOf("linus", new InboxFilter.Me())).containsExactly("i1");
    assertThat(routers.told).hasSize(2);
  }

  @Test
  void aReassignedItemLeavesTheFormerListsAndTellsTheNewPeople() {
    var item = item("i1", "queue:it_support");
    get(routers.place(item));
    var claimed = claimed(item, "ken");
    get(routers.place(claimed));
    get(routers.place(reassigned(claimed, "user:ada")));

    assertThat(openOf("ken", new InboxFilter.Me())).isEmpty();
    assertThat(openOf("ada", new InboxFilter.Mine())).containsExactly("i1");
    assertThat(routers.told).last().isEqualTo("i1#2 ada");
  }

  @Test
  void anItemMayComeBackToWhoHadItBefore() {
    var first = item("i1", "user:ada");
    var second = reassigned(first, "user:ken");
    get(routers.place(first));
    get(routers.place(second));
    get(routers.place(reassigned(second, "user:ada")));

    assertThat(openOf("ada", new InboxFilter.Mine())).containsExactly("i1");
    assertThat(openOf("ken", new InboxFilter.Mine())).isEmpty();
    assertThat(routers.told).containsExactly("i1#1 ada", "i1#2 ken", "i1#3 ada");
  }

  @Test
  void aDoneItemIsClosedEverywhereAndAmongWhatItsFinisherDid() {
    var item = item("i1", "queue:it_support");
    get(routers.place(item));
    get(routers.withdraw(completed(item, "ken")));

    assertThat(openOf("ken", new InboxFilter.Me())).isEmpty();
    assertThat(closedOf("ken")).containsExactly("i1");
    assertThat(closedOf("linus")).isEmpty();
    assertThat(openOf("ken", RECORD)).isEmpty();
    assertThat(closedOf("ken", RECORD)).containsExactly("i1");
  }

  @Test
  void anOlderRevisionThatArrivesLateChangesNothing() {
    var item = item("i1", "user:ada");
    get(routers.place(item));
    get(routers.withdraw(completed(item, "ada")));

    assertThat(get(routers.place(item))).isEqualTo(new Placed("i1", 1));

    assertThat(openOf("ada", new InboxFilter.Mine())).isEmpty();
  }

  @Test
  void whatFailedIsNotAnsweredAndMayBeAskedAgain() {
    lists.failing = 1;
    assertThatThrownBy(() -> get(routers.place(item("i1", "user:ada")))).isNotNull();

    assertThat(get(routers.place(item("i1", "user:ada")))).isEqualTo(new Placed("i1", 1));
    assertThat(openOf("ada", new InboxFilter.Mine())).containsExactly("i1");
  }

  @Test
  void whatNobodyCouldTakeLeavesTheOrphansWhenSomebodyCan() {
    var item = item("i1", "user:nobody");
    assertThat(get(routers.place(item))).isInstanceOf(Unroutable.class);
    get(routers.place(reassigned(item, "user:ada")));

    assertThat(openOf("ada", new InboxFilter.Orphans())).isEmpty();
    assertThat(openOf("ada", new InboxFilter.Mine())).containsExactly("i1");

    var other = item("i2", "group:nobodies");
    assertThat(get(routers.place(other))).isInstanceOf(Unroutable.class);
    get(people.putGroup(new Group("nobodies", "Nobodies", List.of("ken"))));
    assertThat(get(routers.place(other))).isEqualTo(new Placed("i2", 1));

    assertThat(openOf("ada", new InboxFilter.Orphans())).isEmpty();
  }

  @Test
  void aRevisionThatIsInAllListsCostsOneReadWhenItComesAgain() {
    var item = item("i1", "queue:it_support");
    var done = completed(item, "ken");
    get(routers.place(item));
    store.reads = 0;
    store.writes = 0;
    get(routers.place(item));
    assertThat(store.reads).isOne();
    assertThat(store.writes).isZero();

    get(routers.withdraw(done));
    store.reads = 0;
    store.writes = 0;
    get(routers.withdraw(done));
    get(routers.place(item));
    assertThat(store.reads).isEqualTo(2);
    assertThat(store.writes).isZero();
  }

  /** Whatever the order and overlap, and however often each is repeated, the last one shows. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
  void revisionsInAnyOrderEndAtTheLast(long seed) {
    var random = new Random(seed);
    var first = item("i1", "queue:it_support");
    var claimed = claimed(first, "ken");
    var released = released(claimed);
    var moved = reassigned(released, "user:ada");
    var asked = new ArrayList<>(List.of(first, claimed, released, moved, claimed, first));
    Collections.shuffle(asked, random);

    get(
        CompletableFuture.allOf(
            asked.stream()
                .map(item -> routers.place(item).toCompletableFuture())
                .toArray(CompletableFuture[]::new)));

    assertThat(openOf("ken", new InboxFilter.Me())).as("seed %d", seed).isEmpty();
    assertThat(openOf("ada", new InboxFilter.Mine())).as("seed %d", seed).containsExactly("i1");
  }

  private List<String> openOf(String username, InboxFilter filter) {
    return ids(get(reader.inboxOf(person(username), InboxQuery.open(filter, 50), item -> true)));
  }

  private List<String> closedOf(String username) {
    return closedOf(username, new InboxFilter.Mine());
  }

  private List<String> closedOf(String username, InboxFilter filter) {
    var query =
        new InboxQuery(
            filter, null, "", InboxQuery.State.CLOSED, InboxQuery.Order.NEWEST, 50, null);
    return ids(get(reader.inboxOf(person(username), query, item -> true)));
  }

  private Principal person(String username) {
    return get(people.principal(username)).orElseThrow();
  }

  private static List<String> ids(InboxPage page) {
    return page.items().stream().map(WorkItem::id).toList();
  }

  private static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
