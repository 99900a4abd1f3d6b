package baton.work;

import static baton.work.Items.claimed;
import static baton.work.Items.completed;
import static baton.work.Items.item;
import static baton.work.Items.reassigned;
import static baton.work.Items.released;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.app.CassandraForTests;
import baton.directory.People;
import baton.directory.Principal;
import baton.directory.Queue;
import baton.directory.User;
import baton.work.InboxQuery.Order;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Routing, lists and mail as a node wires them, on a real Cassandra and a real mail server. */
class WorkIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  private static MailCatcher catcher;
  private static People people;
  private static ActorSystem<Void> system;
  private static MailOutbox outbox;
  private static Routing routing;

  private final InboxReader reader = reader();
  private final String mark = UUID.randomUUID().toString().substring(0, 8);
  private final String ken = "ken-" + mark;
  private final String linus = "linus-" + mark;
  private final String desk = "queue:desk-" + mark;
  private final String itemId = "run-" + mark + ".answer.1";

  private static InboxReader reader() {
    var session = CassandraForTests.session();
    return new InboxReader(new InboxRows(session), new ListRows(session));
  }

  @BeforeAll
  static void start() {
    catcher = MailCatcher.start(InstantSource.system());
    people = new People(CassandraForTests.session(), InstantSource.system());
    startNode();
  }

  private static void startNode() {
    var setup =
        ActorSystemSetup.create(BootstrapSetup.create(CassandraForTests.settings().config()));
    system = ActorSystem.create(Behaviors.<Void>empty(), "baton", setup);
    var cluster = Cluster.get(system);
    cluster.manager().tell(Join.create(cluster.selfMember().address()));
    var settings =
        MailSettings.of(CassandraForTests.settings().with("baton.mail.start-tls = false").config())
            .withServer(catcher.host(), catcher.port());
    outbox =
        MailOutbox.start(system, CassandraForTests.session(), settings, InstantSource.system());
    routing =
        Routing.start(system, CassandraForTests.session(), people, outbox, "http://127.0.0.1:8080");
  }

  @AfterAll
  static void stop() {
    stopNode();
    catcher.close();
  }

  private static void stopNode() {
    system.terminate();
    get(system.getWhenTerminated());
  }

  @BeforeEach
  void hire() {
    get(people.putUser(new User(ken, "Ken", ken + "@example.org")));
    get(people.putUser(new User(linus, "Linus", linus + "@example.org")));
    get(people.putQueue(new Queue("desk-" + mark, "The desk", List.of(ken, linus))));
  }

  @Test
  void anItemGoesItsWayFromAQueueThroughAClaimToAnotherPerson() {
    var item = item(itemId, desk);
    place(item);
    assertThat(open(ken, new InboxFilter.Me())).containsExactly(itemId);
    assertThat(open(ken, new InboxFilter.Mine())).isEmpty();
    var claimed = claimed(item, ken);
    place(claimed);
    assertThat(open(ken, new InboxFilter.Mine())).containsExactly(itemId);
    var released = released(claimed);
    place(released);
    assertThat(open(ken, new InboxFilter.Mine())).isEmpty();
    var moved = reassigned(released, "user:" + linus);
    place(moved);
    assertThat(open(ken, new InboxFilter.Me())).isEmpty();
    assertThat(open(linus, new InboxFilter.Mine())).containsExactly(itemId);
    assertThat(get(reader.counts(person(linus))).mine()).isEqualTo(1);

    get(routing.withdraw(completed(moved, linus)));

    assertThat(open(linus, new InboxFilter.Me())).isEmpty();
    assertThat(get(reader.counts(person(linus))).mine()).isZero();
    place(claimed);
    assertThat(open(ken, new InboxFilter.Me())).as("a late revision").isEmpty();
    var record = new InboxFilter.OfRecord("Employee", "E-1001");
    assertThat(pages(linus, record, InboxQuery.State.OPEN, Order.NEWEST))
        .extracting(WorkItem::id)
        .doesNotContain(itemId);
    assertThat(pages(linus, record, InboxQuery.State.CLOSED, Order.OLDEST))
        .filteredOn(found -> found.id().equals(itemId))
        .extracting(WorkItem::status)
        .containsExactly(WorkItem.Status.Completed);
    assertThat(pages(linus, new InboxFilter.Mine(), InboxQuery.State.CLOSED, Order.NEWEST))
        .extracting(WorkItem::id)
        .containsExactly(itemId);
  }

  @Test
  void everyMemberGetsOneMailForEachAssignmentHoweverOftenItIsPlaced() {
    var item = item(itemId, desk);
    place(item);
    place(item);
    place(claimed(item, ken));
    await().atMost(SOON).until(() -> sent(itemId) == 2);
    assertThat(catcher.mailsTo(ken + "@example.org"))
        .singleElement()
        .returns("The desk: Collect documents (Employee onboarding)", CaughtMail::subject);

    // as after the crash of a node that had no time to note that it told people
    CassandraForTests.session()
        .execute(
            "INSERT INTO baton.work_holder (item_id, notified) VALUES (?, 0) USING TIMESTAMP 2",
            itemId);
    stopNode();
    startNode();
    place(released(claimed(item, ken)));
    place(item(itemId + "x", desk));
    await().atMost(SOON).until(() -> sent(itemId + "x") == 2);

    assertThat(get(outbox.about(itemId))).hasSize(2).allMatch(m -> m.state() == Mail.State.SENT);
    assertThat(catcher.mailsTo(ken + "@example.org"))
        .extracting(CaughtMail::messageId)
        .doesNotHaveDuplicates()
        .hasSize(2);
  }

  @Test
  void aReassignmentIsToldAnew() {
    var item = item(itemId, "user:" + ken);
    place(item);
    place(reassigned(item, "user:" + linus));

    await().atMost(SOON).until(() -> sent(itemId) == 2);
    assertThat(catcher.mailsTo(linus + "@example.org"))
        .singleElement()
        .satisfies(mail -> assertThat(mail.text()).contains("handed to you"));
  }

  @Test
  void aMailOfAFlowIsSentOnce() {
    var id = "run-" + mark + ".tell.1";
    var to = "someone-" + mark + "@example.org";
    get(outbox.enqueue(id, to, "Hello", "plain", null));
    get(outbox.enqueue(id, to, "Hello", "plain", null));

    await().atMost(SOON).until(() -> sent(id) == 1);
    assertThat(catcher.mailsTo(to)).hasSize(1);
  }

  @Test
  void aLongListIsReadInPagesCountedAndShrinksToWhatIsOpen() {
    var count = 1_300;
    var holder = new Holder("user:" + ken);
    var store = new InboxRows(CassandraForTests.session());
    var lists = new ListRows(CassandraForTests.session());
    var items = new ArrayList<WorkItem>();
    for (var i = 0; i < count; i++) {
      items.add(item(itemId + i, holder.text(), Items.CREATED.plusSeconds(i)));
    }
    // nobody wants a thousand mails
    all(items, item -> store.notified(item.id(), 1).thenCompose(done -> routing.place(item)));

    assertThat(get(lists.head(holder)).orElseThrow().open()).isEqualTo(count);
    assertThat(get(lists.head(holder)).orElseThrow().first()).hasSizeBetween(3, 6);
    assertThat(pages(ken, new InboxFilter.Mine(), InboxQuery.State.OPEN, Order.NEWEST))
        .hasSize(count)
        .extracting(InboxPosition::of)
        .isSorted();
    assertThat(pages(ken, new InboxFilter.Mine(), InboxQuery.State.OPEN, Order.OLDEST))
        .hasSize(count)
        .extracting(InboxPosition::of)
        .isSortedAccordingTo(Order.OLDEST);

    all(items.subList(0, count - 30), item -> routing.withdraw(completed(item, linus)));

    assertThat(pages(ken, new InboxFilter.Mine(), InboxQuery.State.OPEN, Order.OLDEST)).hasSize(30);
    assertThat(get(reader.counts(person(ken))).mine()).isEqualTo(30);
    await().atMost(SOON).until(() -> get(lists.head(holder)).orElseThrow().first().size() <= 2);
    assertThat(get(reader.counts(person(ken))).mine()).isEqualTo(30);
    assertThat(pages(linus, new InboxFilter.Mine(), InboxQuery.State.CLOSED, Order.NEWEST))
        .hasSize(count - 30);
  }

  @Test
  void whatIsOpenInAListOfAnOlderNodeIsMovedOnce() {
    var item = item(itemId, desk);
    var row =
        "INSERT INTO baton.work_inbox (holder, bucket, created_at, item_id, state, item)"
            + " VALUES (?, 0, ?, ?, ?, ?)";
    var session = CassandraForTests.session();
    session.execute(
        "INSERT INTO baton.work_bucket (holder, bucket, opened_at) VALUES (?, 0, ?)",
        desk,
        Items.CREATED);
    session.execute(row, desk, Items.CREATED, itemId, "OPEN", ItemText.of(item));
    var over = ItemText.of(completed(item, ken));
    session.execute(row, desk, Items.CREATED, itemId + "x", "CLOSED", over);

    assertThat(get(OldLists.move(session, routing))).isOne();
    assertThat(open(ken, new InboxFilter.Me())).containsExactly(itemId);
    assertThat(get(OldLists.move(session, routing))).isZero();
  }

  private static void all(List<WorkItem> items, Function<WorkItem, CompletionStage<?>> step) {
    for (var from = 0; from < items.size(); from += 100) {
      var some = items.subList(from, Math.min(items.size(), from + 100));
      CompletableFuture.allOf(
              some.stream()
                  .map(item -> step.apply(item).toCompletableFuture())
                  .toArray(CompletableFuture[]::new))
          .join();
    }
  }

  private List<WorkItem> pages(
      String username, InboxFilter filter, InboxQuery.State state, Order order) {
    var found = new ArrayList<WorkItem>();
    InboxPosition after = null;
    do {
      var query = new InboxQuery(filter, null, "", state, order, 200, after);
      var page = get(reader.inboxOf(person(username), query, item -> true));
      found.addAll(page.items());
      after = page.next();
    } while (after != null);
    return found;
  }

  private void place(WorkItem item) {
    assertThat(get(routing.place(item))).isInstanceOf(WorkRouter.Placed.class);
  }

  private static long sent(String about) {
    return get(outbox.about(about)).stream()
        .filter(mail -> mail.state() == Mail.State.SENT)
        .count();
  }

  private List<String> open(String username, InboxFilter filter) {
    return get(reader.inboxOf(person(username), InboxQuery.open(filter, 50), item -> true))
        .items()
        .stream()
        .map(WorkItem::id)
        .toList();
  }

  private Principal person(String username) {
    return get(people.principal(username)).orElseThrow();
  }

  private static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
