package baton.record;

import static org.assertj.core.api.Assertions.assertThat;

import baton.expression.Names;
import baton.record.RecordDecision.Reason;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every command in every state. */
class RecordDeciderTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final RecordKey KEY = new RecordKey("Employee", "E-1");
  private static final Map<String, JsonNode> APPLIED =
      Map.of("Status", TextNode.valueOf("Applied"));
  private static final Map<String, JsonNode> HIRED = Map.of("Status", TextNode.valueOf("Hired"));

  private static final String TABLE =
      """
      Create  absent   created 1
      Create  existing EXISTS
      Create  deleted  EXISTS
      Put     absent   created 1
      Put     existing changed 2
      Put     deleted  DELETED
      Patch   absent   NOT_FOUND
      Patch   existing changed 2
      Patch   deleted  DELETED
      Delete  absent   NOT_FOUND
      Delete  existing deleted 2
      Delete  deleted  unchanged
      """;

  private static RecordState state(String word) {
    return switch (word) {
      case "absent" -> new RecordState.Absent();
      case "existing" -> existing();
      default -> existing().apply(new RecordEvent.Deleted(2, null, "ada", NOW));
    };
  }

  private static RecordState existing() {
    return new RecordState.Absent()
        .apply(new RecordEvent.Created("Employee", "E-1", APPLIED, "first", "ada", NOW));
  }

  private static BusinessRecord.Request command(String word, Expected expected) {
    return switch (word) {
      case "Create" -> new BusinessRecord.Create(HIRED, null, "ada", null);
      case "Put" -> put(HIRED, expected);
      case "Patch" -> new BusinessRecord.Patch(HIRED, expected, null, "ada", null);
      default -> new BusinessRecord.Delete(expected, null, "ada", null);
    };
  }

  private static BusinessRecord.Put put(Map<String, JsonNode> fields, Expected expected) {
    return new BusinessRecord.Put(fields, expected, null, "ada", null);
  }

  private static RecordDecision decide(RecordState state, BusinessRecord.Request command) {
    return RecordDecider.decide(KEY, state, command, NOW);
  }

  private static String outcome(RecordState state, BusinessRecord.Request command) {
    return switch (decide(state, command)) {
      case RecordDecision.Unchanged ignored -> "unchanged";
      case RecordDecision.Rejected no -> no.reason().name();
      case RecordDecision.Accepted yes ->
          switch (yes.event()) {
            case RecordEvent.Created ignored -> "created 1";
            case RecordEvent.Changed e -> "changed " + e.version();
            case RecordEvent.Deleted e -> "deleted " + e.version();
            case RecordEvent.Told e -> "told " + e.version();
            case RecordEvent.Watched e -> "watched " + e.run();
          };
    };
  }

  @Test
  void everyPairOfCommandAndStateHasItsRow() {
    var rows = new TreeSet<String>();
    for (var line : TABLE.lines().toList()) {
      var row = line.split(" +", 3);
      rows.add(row[0] + " " + row[1]);
      assertThat(outcome(state(row[1]), command(row[0], new Expected.Anything())))
          .as(line)
          .isEqualTo(row[2].strip());
    }
    var pairs =
        Arrays.stream(BusinessRecord.Request.class.getPermittedSubclasses())
            .flatMap(command ->
                List.of("absent", "existing", "deleted").stream()
                    .map(state -> command.getSimpleName() + " " + state))
            .collect(Collectors.toSet());
    assertThat(rows).isEqualTo(pairs);
  }

  @ParameterizedTest
  @CsvSource({
    "absent, -1, OTHER_VERSION", "absent, 0, created 1", "existing, 1, changed 2",
    "existing, 2, OTHER_VERSION", "existing, 0, OTHER_VERSION", "deleted, 1, OTHER_VERSION"
  })
  void aChangeFindsWhatItExpects(String state, long version, String outcome) {
    Expected expected = version == 0 ? new Expected.Nothing() : new Expected.Version(version);
    assertThat(outcome(state(state), put(HIRED, expected))).isEqualTo(outcome);
  }

  @Test
  void aRepeatedRequestChangesNothing() {
    var again = new BusinessRecord.Create(APPLIED, "first", "ada", null);
    assertThat(outcome(existing(), again)).isEqualTo("unchanged");
    assertThat(outcome(existing(), put(APPLIED, new Expected.Version(1)))).isEqualTo("unchanged");
    var keyed = new BusinessRecord.Patch(HIRED, new Expected.Anything(), "k", "ada", null);
    var hired = existing().apply(((RecordDecision.Accepted) decide(existing(), keyed)).event());
    var back = hired.apply(new RecordEvent.Changed(3, APPLIED, List.of(), null, "bo", NOW));
    assertThat(outcome(back, keyed)).isEqualTo("unchanged");
  }

  @Test
  void onlyTheNewestRequestsAreRemembered() {
    var state = existing();
    for (var i = 0; i < RecordLimits.REQUESTS; i++) {
      state =
          state.apply(
              new RecordEvent.Changed(
                  i + 2, Map.of("n", IntNode.valueOf(i)), List.of(), "k" + i, "ada", NOW));
    }
    assertThat(((RecordState.Existing) state).knows("k0")).isTrue();
    var more =
        state.apply(
            new RecordEvent.Changed(
                RecordLimits.REQUESTS + 2, HIRED, List.of(), "more", "ada", NOW));
    assertThat(((RecordState.Existing) more).knows("k0")).isFalse();
    assertThat(((RecordState.Existing) more).knows("first")).isTrue();
  }

  @Test
  void onlyWhatChangedIsStoredAndNullTakesAway() {
    var fields = new HashMap<String, JsonNode>();
    fields.put("Status", NullNode.instance);
    fields.put("Name", TextNode.valueOf("Noor"));
    var patch = new BusinessRecord.Patch(fields, new Expected.Anything(), null, "ada", null);
    assertThat(((RecordDecision.Accepted) decide(existing(), patch)).event())
        .isEqualTo(
            new RecordEvent.Changed(
                2, Map.of("Name", TextNode.valueOf("Noor")), List.of("Status"), null, "ada", NOW));
  }

  @Test
  void limitsHoldAtAndPast() {
    assertThat(problems(text(RecordLimits.BYTES - 6))).isEmpty();
    assertThat(problems(text(RecordLimits.BYTES - 5))).hasSize(1);
    assertThat(problems(many(RecordLimits.FIELDS))).isEmpty();
    assertThat(problems(many(RecordLimits.FIELDS + 1))).hasSize(1);
    assertThat(problems(Map.of("Id", TextNode.valueOf("x")))).hasSize(1);
    assertThat(problems(Map.of("Type", TextNode.valueOf("x")))).hasSize(1);
    assertThat(problems(Map.of("a-b", TextNode.valueOf("x")))).hasSize(1);
    assertThat(problems(Map.of("a".repeat(Names.MAX_CHARACTERS + 1), IntNode.valueOf(1))))
        .hasSize(1);
    assertThat(new RecordKey("T", "x".repeat(RecordLimits.ID_CHARACTERS)).problems()).isEmpty();
    assertThat(new RecordKey("T", "x".repeat(RecordLimits.ID_CHARACTERS + 1)).problems())
        .hasSize(1);
    for (var bad : List.of("", " ", "a:b", " a", "a\n")) {
      assertThat(new RecordKey("T", bad).problems()).as(bad).hasSize(1);
    }
    assertThat(new RecordKey("a b", "1").problems()).hasSize(1);
  }

  private static Map<String, JsonNode> text(int characters) {
    return Map.of("Text", TextNode.valueOf("x".repeat(characters)));
  }

  private static Map<String, JsonNode> many(int count) {
    var fields = new HashMap<String, JsonNode>();
    for (var i = 0; i < count; i++) {
      fields.put("f" + i, IntNode.valueOf(i));
    }
    return fields;
  }

  private static List<RecordProblem> problems(Map<String, JsonNode> fields) {
    return switch (decide(new RecordState.Absent(), put(fields, new Expected.Anything()))) {
      case RecordDecision.Rejected no -> {
        assertThat(no.reason()).isEqualTo(Reason.INVALID_INPUT);
        yield no.problems();
      }
      case RecordDecision.Accepted ignored -> List.of();
      case RecordDecision.Unchanged ignored -> List.of();
    };
  }

  @Test
  void aKeyIsReadAsItWasWritten() {
    for (var id : List.of("E-1", "a b", "ü/~%", "x~y")) {
      var key = new RecordKey("Employee", id);
      assertThat(RecordKey.read(key.written())).isEqualTo(key);
    }
  }

  @Test
  void theOldestWatchersGiveWay() {
    RecordState state = existing();
    for (var i = 0; i <= RecordLimits.WATCHERS; i++) {
      state = state.apply(new RecordEvent.Told(1, List.of("run" + i), List.of(), NOW));
    }
    assertThat(((RecordState.Existing) state).watchers())
        .hasSize(RecordLimits.WATCHERS)
        .doesNotContain("run0")
        .contains("run" + RecordLimits.WATCHERS);
    for (var i = 1; i <= RecordLimits.WATCHERS; i++) {
      state = state.apply(new RecordEvent.Watched("asked" + i, NOW));
    }
    assertThat(((RecordState.Existing) state).watchers())
        .hasSize(RecordLimits.WATCHERS)
        .startsWith("asked1");
  }

  @Test
  void whoWaitsForARecordIsToldOfItsCreation() {
    var waited =
        new RecordState.Absent()
            .apply(new RecordEvent.Watched("run1", NOW))
            .apply(new RecordEvent.Watched("run2", NOW))
            .apply(new RecordEvent.Watched("run1", NOW));
    assertThat(waited.tells("run1")).isTrue();
    assertThat(waited.tells("run3")).isFalse();
    var created =
        waited.apply(new RecordEvent.Created("Employee", "E-1", APPLIED, null, "ada", NOW));
    assertThat(((RecordState.Existing) created).watchers()).containsExactly("run1", "run2");
  }
}
