package baton.directory;

import static org.assertj.core.api.Assertions.assertThat;

import baton.directory.DirectoryReply.Refused;
import baton.directory.DirectoryReply.Saved;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AbsenceTest {
  private static final Instant START = Instant.parse("2026-07-01T00:00:00Z");

  private final DirectoryInMemory store = new DirectoryInMemory();
  private final People people = new People(store, InstantSource.system());

  AbsenceTest() {
    get(people.seed());
  }

  private static Absence away(String id, int fromDay, int toDay, @Nullable String substitute) {
    return new Absence(id, day(fromDay), day(toDay), substitute, null);
  }

  private static Instant day(int day) {
    return START.plus(Duration.ofDays(day));
  }

  private DirectoryReply<User> put(String username, Absence absence) {
    return get(people.putAbsence(username, absence));
  }

  private String standIn(String username, int day) {
    return get(people.directory())
        .standIn(username, day(day))
        .user()
        .map(User::username)
        .orElse("nobody");
  }

  @Test
  void whoIsAwayIsStoodInForFromTheBeginningUpToTheEnd() {
    assertThat(put("ada", away("summer", 1, 3, "grace"))).isInstanceOf(Saved.class);

    assertThat(standIn("ada", 0)).isEqualTo("ada");
    assertThat(standIn("ada", 1)).isEqualTo("grace");
    assertThat(standIn("ada", 2)).isEqualTo("grace");
    assertThat(standIn("ada", 3)).isEqualTo("ada");
    var way = get(people.directory()).standIn("ada", day(1)).passed();
    assertThat(way).extracting(passed -> passed.user().username()).containsExactly("ada");
  }

  @Test
  void absencesAreSeenOnOtherNodesAndOutliveOtherChanges() {
    put("ada", away("summer", 1, 3, "grace"));
    get(people.putUser(new User("ada", "Ada Renamed", "ada@example.org")));

    var other = new People(store, InstantSource.system());
    assertThat(get(other.user("ada")).orElseThrow().absences()).hasSize(1);
    get(people.removeAbsence("ada", "summer"));
    assertThat(get(new People(store, InstantSource.system()).user("ada")).orElseThrow().absences())
        .isEmpty();
  }

  @Test
  void aLaterAbsenceOfTheSameIdTakesThePlaceOfTheEarlier() {
    put("ada", away("summer", 1, 3, "grace"));
    assertThat(put("ada", away("summer", 2, 5, null))).isInstanceOf(Saved.class);
    assertThat(standIn("ada", 1)).isEqualTo("ada");
    assertThat(standIn("ada", 4)).as("away without a substitute: it waits").isEqualTo("ada");
  }

  @Test
  void substitutesAreFollowedSoFarAndNoFarther() {
    var chain = List.of("ada", "barbara", "dennis", "edsger", "grace", "hedy", "ken");
    for (var i = 0; i < chain.size() - 1; i++) {
      put(chain.get(i), away("a", 0, 2, chain.get(i + 1)));
    }
    assertThat(standIn("ada", 1)).isEqualTo(chain.get(Directory.MOST_STAND_INS));
    assertThat(standIn("barbara", 1)).isEqualTo("ken");
  }

  @Test
  void whoCannotStandInLeavesItWithWhoIsThere() {
    put("ada", away("a", 0, 2, "grace"));
    get(people.deactivateUser("grace"));
    assertThat(standIn("ada", 1)).isEqualTo("ada");
    assertThat(standIn("grace", 1)).isEqualTo("nobody");
    assertThat(standIn("stranger", 1)).isEqualTo("nobody");
  }

  @ParameterizedTest
  @CsvSource({
    "x, 3, 3, grace, to",
    "x, 3, 1, grace, to",
    "x, 20, 1200, grace, to",
    "x, 1, 3, stranger, substitute",
    "x, 1, 3, ken, substitute",
    "x, 1, 3, ada, substitute",
    "x, 12, 14, hedy, substitute",
    "x, 12, 14, linus, substitute",
    "x, 6, 8, grace, from",
    "a b, 1, 3, grace, id"
  })
  void refuses(String id, int from, int to, String substitute, String field) {
    get(people.deactivateUser("ken"));
    put("ada", away("taken", 5, 7, "grace"));
    put("hedy", away("a", 11, 13, "ada"));
    put("linus", away("a", 11, 13, "hedy"));

    assertThat(put("ada", away(id, from, to, substitute)))
        .isInstanceOfSatisfying(
            Refused.class,
            refused ->
                assertThat(((Refused<?>) refused).problems())
                    .extracting(DirectoryProblem::field)
                    .containsExactly(field));
  }

  @Test
  void whoStandsInAtAnotherTimeIsNoCircle() {
    put("hedy", away("a", 11, 13, "ada"));
    assertThat(put("ada", away("x", 13, 14, "hedy"))).isInstanceOf(Saved.class);
    assertThat(put("ada", away("y", 9, 11, "hedy"))).isInstanceOf(Saved.class);
  }

  @Test
  void aPersonHasSoManyAbsencesAndNoMore() {
    for (var i = 0; i < AbsenceCheck.MOST_ABSENCES; i++) {
      assertThat(put("ada", away("a" + i, i, i + 1, null))).isInstanceOf(Saved.class);
    }
    assertThat(put("ada", away("more", 500, 501, null))).isInstanceOf(Refused.class);
    assertThat(put("ada", away("a0", 500, 501, null))).isInstanceOf(Saved.class);
  }

  @Test
  void anEndlessReasonIsRefused() {
    var longest = "r".repeat(AbsenceCheck.LONGEST_REASON_CHARACTERS);
    assertThat(put("ada", new Absence("a", day(0), day(1), null, longest)))
        .isInstanceOf(Saved.class);
    assertThat(put("ada", new Absence("a", day(0), day(1), null, longest + "r")))
        .isInstanceOf(Refused.class);
    assertThat(put("ada", new Absence("a", day(0), day(1), null, "two\nlines")))
        .isInstanceOf(Refused.class);
  }

  private static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
