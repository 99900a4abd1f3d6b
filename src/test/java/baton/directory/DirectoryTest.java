package baton.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryTest {
  private static final List<String> NAMES = List.of("ada", "ken", "grace", "linus", "hedy");

  /** Who belongs to what is kept beside the circles; it must be what a walk over them says. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void membershipsAreWhatAWalkOverAllCirclesSays(long seed) {
    var random = new Random(seed);
    var directory = Directory.EMPTY;
    var circles = new HashMap<String, Circle>();
    var versions = new HashMap<EntryKey, Long>();
    for (var name : NAMES) {
      directory = directory.with(stored(new User(name, name, name + "@example.org")));
    }
    for (var i = 0; i < 300; i++) {
      var members = new TreeSet<String>();
      NAMES.stream().filter(name -> random.nextBoolean()).forEach(members::add);
      var name = "c" + random.nextInt(4);
      Circle circle =
          random.nextBoolean()
              ? new Group(name, name, members, random.nextInt(4) > 0)
              : new Queue(name, name, members, random.nextInt(4) > 0);
      var key = EntryKey.of(circle);
      var version = versions.merge(key, 1L, Long::sum);
      var entry =
          DirectoryJson.storedCircle(new Entry<>(circle, version, Instant.EPOCH, Instant.EPOCH));
      circles.put(key.toString(), circle);
      directory = directory.with(entry);
      assertThat(directory.with(entry)).as("the same again").isSameAs(directory);
      check(directory, circles, "seed " + seed + ", change " + i);
    }
  }

  private static void check(Directory directory, Map<String, Circle> circles, String when) {
    for (var name : NAMES) {
      var groups = new ArrayList<String>();
      var queues = new ArrayList<String>();
      for (var circle : circles.values()) {
        if (circle.active() && circle.members().contains(name)) {
          (circle instanceof Group ? groups : queues).add(circle.name());
        }
      }
      var principal = directory.principal(name).orElseThrow();
      assertThat(principal.groups()).as(when).containsExactlyInAnyOrderElementsOf(groups);
      assertThat(principal.queues()).as(when).containsExactlyInAnyOrderElementsOf(queues);
    }
  }

  private static StoredEntry stored(User user) {
    return DirectoryJson.storedUser(new Entry<>(user, 1, Instant.EPOCH, Instant.EPOCH));
  }
}
