package baton.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random commands, repeated and told late: replay equals the live state, no change goes untold. */
class RecordReplayTest {
  private static final RecordKey KEY = new RecordKey("Thing", "1");
  private static final int HISTORIES = 300;
  private static final int ACTIONS = 60;

  @Test
  void replayEqualsTheLiveStateAndEveryVersionIsToldInOrder() {
    var first = new Random().nextLong();
    for (var seed = first; seed < first + HISTORIES; seed++) {
      play(seed);
    }
  }

  private static void play(long seed) {
    var random = new Random(seed);
    var events = new ArrayList<RecordEvent>();
    var told = new ArrayList<Long>();
    RecordState live = new RecordState.Absent();
    for (var action = 0; action < ACTIONS; action++) {
      var event = next(live, random, action, told);
      if (event != null) {
        events.add(event);
        live = live.apply(event);
      }
      RecordState replayed = new RecordState.Absent();
      for (var each : events) {
        replayed = replayed.apply(each);
      }
      assertThat(replayed).as("seed %d", seed).isEqualTo(live);
    }
    if (live instanceof RecordState.Existing found) {
      found.untold().forEach(change -> told.add(change.version()));
      var expected = new ArrayList<Long>();
      for (var version = 1L; version <= found.version(); version++) {
        expected.add(version);
      }
      assertThat(told).as("seed %d", seed).isEqualTo(expected);
    }
  }

  private static @Nullable RecordEvent next(
      RecordState state, Random random, int action, List<Long> told) {
    var now = Instant.EPOCH.plusSeconds(action);
    if (random.nextInt(3) == 0
        && state instanceof RecordState.Existing found
        && !found.untold().isEmpty()) {
      var version = found.untold().getFirst().version();
      told.add(version);
      return new RecordEvent.Told(version, List.of("run" + version), List.of(), now);
    }
    return RecordDecider.decide(KEY, state, command(random), now)
            instanceof RecordDecision.Accepted yes
        ? yes.event()
        : null;
  }

  private static BusinessRecord.Request command(Random random) {
    var fields = new HashMap<String, JsonNode>();
    for (var i = 0; i < 3; i++) {
      fields.put(
          "f" + random.nextInt(3),
          random.nextInt(5) == 0 ? NullNode.instance : IntNode.valueOf(random.nextInt(3)));
    }
    Expected expected =
        random.nextInt(4) == 0 ? new Expected.Version(random.nextInt(9)) : new Expected.Anything();
    var request = random.nextInt(4) == 0 ? "k" + random.nextInt(5) : null;
    return switch (random.nextInt(20)) {
      case 0 -> new BusinessRecord.Delete(expected, request, "a", null);
      case 1, 2 -> new BusinessRecord.Create(Map.copyOf(fields), request, "a", null);
      case 3, 4, 5, 6, 7 -> new BusinessRecord.Put(fields, expected, request, "a", null);
      default -> new BusinessRecord.Patch(fields, expected, request, "a", null);
    };
  }
}
