package baton.directory;

import static org.assertj.core.api.Assertions.assertThat;

import baton.directory.DirectoryReply.NotFound;
import baton.directory.DirectoryReply.Refused;
import baton.directory.DirectoryReply.Saved;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeopleTest {
  private Instant now = Instant.parse("2026-01-31T10:00:00Z");
  private final DirectoryInMemory store = new DirectoryInMemory();
  private final People people = new People(store, () -> now);

  @Test
  void aStoredUserIsFoundAtOnce() {
    assertThat(get(people.putUser(new User("ada", "Ada Okafor", "ada@example.org"))))
        .isInstanceOf(Saved.class);

    assertThat(get(people.user("ada"))).map(User::name).contains("Ada Okafor");
  }

  @Test
  void allProblemsOfAUserAreToldAtOnce() {
    var reply = get(people.putUser(new User("ada l", " ", "nowhere")));

    assertThat(reply).isInstanceOf(Refused.class);
    assertThat(((Refused<User>) reply).problems())
        .extracting(DirectoryProblem::field)
        .containsExactly("username", "name", "email");
    assertThat(get(people.users())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a b",
        "a/b",
        "ä",
        "a:b",
        "12345678901234567890123456789012345678901234567890123456789012345678901234567890x"
      })
  void aNameOutsideItsAlphabetOrLengthIsRefused(String name) {
    assertThat(get(people.putUser(new User(name, "Name", "a@example.org"))))
        .isInstanceOf(Refused.class);
  }

  @Test
  void aNameOfEightyCharactersIsAccepted() {
    var name = "x".repeat(DirectoryCheck.LONGEST_NAME_CHARACTERS);

    assertThat(get(people.putUser(new User(name, "Name", "a@example.org"))))
        .isInstanceOf(Saved.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ada",
        "ada@",
        "@example.org",
        "ada@exa mple.org",
        "ada@example.org\r\nBcc: all@example.org",
        "ada@example.org, all@example.org",
        "Ada <ada@example.org>",
        "ada..b@example.org"
      })
  void whatIsNotOnePlainAddressIsRefused(String email) {
    assertThat(get(people.putUser(new User("ada", "Ada", email)))).isInstanceOf(Refused.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ada@localhost", "a.b+c@mail.example.org", "o'neil@example-1.org"})
  void usualAddressesAreAccepted(String email) {
    assertThat(get(people.putUser(new User("ada", "Ada", email)))).isInstanceOf(Saved.class);
  }

  @Test
  void everyUnknownMemberIsNamed() {
    get(people.putUser(new User("ada", "Ada", "ada@example.org")));

    var reply = get(people.putGroup(new Group("hr", "HR", List.of("ada", "bob", "cleo"))));

    assertThat(((Refused<Group>) reply).problems())
        .extracting(DirectoryProblem::message)
        .containsExactly("there is no user 'bob'", "there is no user 'cleo'");
  }

  @Test
  void aCircleHoldsSoManyMembersAndNoMore() {
    var most = usernames(DirectoryCheck.MOST_MEMBERS);
    var directory =
        Directory.of(
            most.stream().map(name -> new User(name, name, "a@example.org")).toList(),
            List.of(),
            List.of());

    assertThat(DirectoryCheck.of(new Queue("q", "Q", most), directory)).isEmpty();
    assertThat(
            DirectoryCheck.of(
                new Queue("q", "Q", usernames(DirectoryCheck.MOST_MEMBERS + 1)), directory))
        .hasSize(1);
  }

  private static List<String> usernames(int count) {
    return IntStream.range(0, count).mapToObj(i -> "user" + i).toList();
  }

  @Test
  void membershipChangesOneMemberAndLeavesTheRest() {
    get(people.seed());

    get(people.setQueueMember("it_support", "ada", true));
    get(people.setQueueMember("it_support", "ken", false));

    assertThat(get(people.queue("it_support")).orElseThrow().members())
        .containsExactly("ada", "linus");
    assertThat(get(people.setQueueMember("nowhere", "ada", true)))
        .isEqualTo(new NotFound<Queue>("nowhere"));
    assertThat(get(people.setQueueMember("it_support", "nobody", true)))
        .isInstanceOf(Refused.class);
  }

  @Test
  void aPrincipalKnowsTheActiveCirclesItBelongsTo() {
    get(people.seed());
    get(people.deactivateGroup("managers"));

    var grace = get(people.principal("grace")).orElseThrow();

    assertThat(grace.groups()).isEmpty();
    assertThat(grace.queues()).containsExactly("incident_desk");
  }

  @Test
  void whoIsInactiveOrUnknownIsNoPrincipal() {
    get(people.seed());
    get(people.deactivateUser("grace"));

    assertThat(get(people.principal("grace"))).isEmpty();
    assertThat(get(people.principal("nobody"))).isEmpty();
    assertThat(get(people.user("grace")).orElseThrow().active()).isFalse();
    assertThat(get(people.deactivateUser("nobody"))).isEqualTo(new NotFound<User>("nobody"));
  }

  @Test
  void seedingAddsWhatIsMissingAndLeavesWhatIsThere() {
    get(people.putUser(new User("grace", "Another Grace", "other@example.org")));
    get(people.putUser(new User("nina", "Nina", "nina@example.org")));

    get(people.seed());
    get(people.deactivateQueue("hr"));
    get(people.seed());

    assertThat(get(people.user("grace")).orElseThrow().email()).isEqualTo("other@example.org");
    assertThat(get(people.user("nina"))).isPresent();
    assertThat(get(people.queue("it_support"))).isPresent();
    assertThat(get(people.queue("hr")).orElseThrow().active()).isFalse();
  }

  @Test
  void aChangeOnAnotherNodeIsSeenAfterASecond() {
    get(people.users());
    var other = new People(store, () -> now);
    get(other.putUser(new User("ada", "Ada", "ada@example.org")));

    now = now.plus(DirectoryCache.FRESH).minusMillis(1);
    assertThat(get(people.users())).isEmpty();

    now = now.plusMillis(1);
    assertThat(get(people.users())).hasSize(1);
  }

  @Test
  void withoutAChangeNothingIsLoadedAgain() {
    get(people.users());
    var loads = store.loads;
    for (var i = 0; i < 5; i++) {
      now = now.plus(Duration.ofSeconds(2));
      get(people.users());
    }

    assertThat(store.loads).isEqualTo(loads);
    assertThat(store.latestRead).isEqualTo(6);
  }

  @Test
  void aChangeCostsItsOwnEntryAndNoOther() {
    get(people.seed());
    var other = new People(store, () -> now);
    get(other.users());
    var loads = store.loads;
    store.entriesRead = 0;

    get(people.putUser(new User("nina", "Nina", "nina@example.org")));
    get(people.setQueueMember("it_support", "nina", true));
    now = now.plus(DirectoryCache.FRESH);

    assertThat(get(other.principal("nina")).orElseThrow().queues()).containsExactly("it_support");
    assertThat(store.loads).isEqualTo(loads);
    assertThat(store.entriesRead).isEqualTo(2);
  }

  @Test
  void changesOfTwoNodesAtOnceBothCount() {
    get(people.seed());
    var other = new People(store, () -> now);
    get(other.users());

    get(people.setQueueMember("it_support", "ada", true));
    get(other.setQueueMember("it_support", "grace", true));
    get(people.setQueueMember("it_support", "ken", false));
    now = now.plus(DirectoryCache.FRESH);

    assertThat(get(people.queue("it_support")).orElseThrow().members())
        .containsExactly("ada", "grace", "linus");
    assertThat(get(other.queue("it_support"))).isEqualTo(get(people.queue("it_support")));
  }

  @Test
  void whoSleptTooLongReadsEverything() {
    get(people.users());
    get(new People(store, () -> now).putUser(new User("ada", "Ada", "ada@example.org")));
    var loads = store.loads;

    now = now.plus(DirectoryCache.TOLD_IS_KEPT).plusMillis(1);

    assertThat(get(people.users())).hasSize(1);
    assertThat(store.loads).isEqualTo(loads + 1);
  }

  @Test
  void whatWasNeverToldIsFoundWithTheNextWholeReading() {
    get(people.users());
    var ada = Entry.unstored(new User("ada", "Ada", "ada@example.org"));
    var stored = DirectoryJson.storedUser(new Entry<>(ada.value(), 1, now, now));
    get(store.save(stored, new TreeMap<>()));
    now = now.plus(DirectoryCache.FRESH);
    assertThat(get(people.users())).isEmpty();

    now = now.plus(DirectoryCache.BETWEEN_WHOLE_READINGS);

    assertThat(get(people.users())).hasSize(1);
  }

  @Test
  void namesThatDifferByCaseOnlyAreOnePerson() {
    get(people.putUser(new User("ada", "Ada", "ada@example.org")));

    assertThat(get(people.putUser(new User("Ada", "Ada", "ada@example.org"))))
        .isInstanceOf(Refused.class);
    assertThat(get(people.directory()).signingInAs("ADA")).isPresent();
  }

  private static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
