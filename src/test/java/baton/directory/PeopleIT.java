package baton.directory;

import static org.assertj.core.api.Assertions.assertThat;

import baton.app.CassandraForTests;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class PeopleIT {
  private final People people = new People(CassandraForTests.session(), InstantSource.system());
  private final String mark = UUID.randomUUID().toString().substring(0, 8);

  @Test
  void everythingReadsBackOnAnotherNodeWithinASecondOrTwo() {
    var other = new People(CassandraForTests.session(), InstantSource.system());
    get(other.users());
    var ada = new User("ada-" + mark, "Ada of a Test", "ada@example.org");
    var ken = new User("ken-" + mark, "Ken Nakamura", "ken@example.org");
    get(people.putUser(ada));
    get(people.putUser(ken));
    get(people.putGroup(new Group("group-" + mark, "A group", List.of(ada.username()))));
    get(people.putQueue(new Queue("queue-" + mark, "A queue", List.of())));
    get(people.setQueueMember("queue-" + mark, ken.username(), true));
    get(people.setQueueMember("queue-" + mark, ada.username(), true));
    get(people.setQueueMember("queue-" + mark, ken.username(), false));

    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> get(other.principal(ada.username())).isPresent());
    var found = get(other.principal(ada.username())).orElseThrow();
    assertThat(found.groups()).containsExactly("group-" + mark);
    assertThat(found.queues()).containsExactly("queue-" + mark);
    assertThat(get(other.user(ken.username()))).contains(ken);
    assertThat(get(other.principal(ken.username())).orElseThrow().queues()).isEmpty();
  }

  @Test
  void whoIsDeactivatedStaysKnown() {
    var user = new User("gone-" + mark, "Gone", "gone@example.org");
    get(people.putUser(user));
    get(people.deactivateUser(user.username()));

    assertThat(get(people.user(user.username()))).contains(user.deactivated());
    assertThat(get(people.principal(user.username()))).isEmpty();
  }

  @Test
  void twoNodesThatChangeOneGroupAtOnceLoseNothing() {
    var other = new People(CassandraForTests.session(), InstantSource.system());
    var names = IntStream.range(0, 20).mapToObj(i -> "member" + i + "-" + mark).toList();
    names.forEach(name -> get(people.putUser(new User(name, name, "m@example.org"))));
    get(people.putGroup(new Group("raced-" + mark, "Raced", List.of())));
    Awaitility.await().until(() -> get(other.group("raced-" + mark)).isPresent());

    var both = new ArrayList<CompletableFuture<DirectoryReply<Group>>>();
    for (var i = 0; i < names.size(); i++) {
      var node = i % 2 == 0 ? people : other;
      both.add(node.setGroupMember("raced-" + mark, names.get(i), true).toCompletableFuture());
    }
    both.forEach(CompletableFuture::join);

    Awaitility.await()
        .until(() -> get(people.group("raced-" + mark)).orElseThrow().members().size() == 20);
    assertThat(get(people.directory()).groupEntry("raced-" + mark).orElseThrow().version())
        .isEqualTo(21);
  }

  @Test
  void whatEarlierVersionsKeptIsTakenOverOnce() {
    var session = CassandraForTests.session();
    session.execute(
        "INSERT INTO baton.directory_user (username, name, email, active)"
            + " VALUES ('old', 'Old Hand', 'old@example.org', true)");
    session.execute(
        "INSERT INTO baton.directory_circle (kind, name, label, members, active)"
            + " VALUES ('queue', 'old-desk', 'Old desk', {'old'}, true)");
    session.execute("DELETE FROM baton.directory_entry WHERE kind='taken-over' AND name='030'");

    var node = new People(session, InstantSource.system());
    assertThat(get(node.principal("old")).orElseThrow().queues()).containsExactly("old-desk");
    get(node.putUser(new User("old", "Old Hand, renamed", "old@example.org")));
    var next = new People(session, InstantSource.system());
    assertThat(get(next.user("old")).orElseThrow().name()).isEqualTo("Old Hand, renamed");
  }

  /** By hand with 10,000 and 500: what each change costs must not grow with what there is. */
  @Test
  void aFirstSynchronisationCostsTheSamePerEntryFromFirstToLast() {
    var users = Integer.getInteger("baton.test.people", 200);
    var groups = users / 20;
    var began = System.nanoTime();
    var tenths = new ArrayList<Long>();
    var tenthBegan = began;
    for (var i = 0; i < users; i++) {
      var name = "sync" + i + "-" + mark;
      get(people.putUser(new User(name, "Number " + i, name + "@example.org")));
      if ((i + 1) % (users / 10) == 0) {
        tenths.add((System.nanoTime() - tenthBegan) / 1_000_000);
        tenthBegan = System.nanoTime();
      }
    }
    var usersDone = System.nanoTime();
    for (var i = 0; i < groups; i++) {
      var members = new ArrayList<String>();
      for (var m = 0; m < 20; m++) {
        members.add("sync" + (i * 20 + m) % users + "-" + mark);
      }
      get(people.putGroup(new Group("sync" + i + "-" + mark, "Group " + i, members)));
    }
    System.out.printf(
        "%,d users one by one in %,d ms (by tenths: %s), %,d groups of 20 in %,d ms%n",
        users,
        (usersDone - began) / 1_000_000,
        tenths,
        groups,
        (System.nanoTime() - usersDone) / 1_000_000);

    var other = new People(CassandraForTests.session(), InstantSource.system());
    var last = "sync" + (users - 1) + "-" + mark;
    assertThat(get(other.principal(last)).orElseThrow().groups()).isNotEmpty();
  }

  private static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
