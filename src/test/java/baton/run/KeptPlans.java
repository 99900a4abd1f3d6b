package baton.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The file of plans that have failed once, one a line; a new one is added to the source. */
final class KeptPlans {
  private static final Path FILE = Path.of("src/test/resources/simulation/failed.jsonl");

  private KeptPlans() {}

  static List<Plan> read() {
    try {
      return Files.readAllLines(FILE).stream()
          .filter(line -> !line.isBlank())
          .map(KeptPlans::plan)
          .toList();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static Plan plan(String line) {
    try {
      return StoredEvents.JSON.readValue(line, Plan.class);
    } catch (JsonProcessingException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  static synchronized String keep(Plan plan) {
    try {
      var line = StoredEvents.JSON.writeValueAsString(plan);
      Files.writeString(FILE, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      return line;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
