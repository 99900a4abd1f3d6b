package baton.directory;

import static org.assertj.core.api.Assertions.assertThat;

import baton.app.CassandraForTests;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
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

  private static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
