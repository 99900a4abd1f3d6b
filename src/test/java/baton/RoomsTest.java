package baton;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Keeps every room to the rooms it may import. Where a room needs something of a room that is not
 * in its row, let it declare an interface and let {@code app} wire it, before you change the table.
 */
class RoomsTest {
  private static final Map<String, Set<String>> MAY_IMPORT =
      Map.ofEntries(
          entry("expression", Set.of()),
          entry("document", Set.of("expression")),
          entry("definition", Set.of("document", "expression")),
          entry("flow", Set.of("document", "expression")),
          entry("directory", Set.of()),
          entry("scim", Set.of("directory")),
          entry("record", Set.of("expression")),
          entry("run", Set.of("definition", "expression")),
          entry("step", Set.of("run", "flow", "work", "task", "definition", "expression")),
          entry("work", Set.of("directory", "definition", "expression")),
          entry("view", Set.of("run", "definition")),
          entry(
              "http",
              Set.of(
                  "definition",
                  "document",
                  "flow",
                  "directory",
                  "scim",
                  "record",
                  "run",
                  "work",
                  "task",
                  "view",
                  "expression")),
          entry("cluster", Set.of()),
          entry("task", Set.of()),
          entry("command", Set.of()),
          entry("timer", Set.of()),
          entry(
              "app",
              Set.of(
                  "expression",
                  "document",
                  "definition",
                  "flow",
                  "directory",
                  "record",
                  "run",
                  "step",
                  "work",
                  "view",
                  "http",
                  "task",
                  "timer",
                  "cluster",
                  "command")));

  @Test
  void everyRoomImportsOnlyItsNeighbours() {
    var classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("baton");
    var seen = new TreeSet<String>();
    var broken = new TreeSet<String>();
    for (var from : classes) {
      seen.add(room(from));
      for (var dependency : from.getDirectDependenciesFromSelf()) {
        var to = dependency.getTargetClass();
        if (to.getPackageName().startsWith("baton")
            && !room(to).equals(room(from))
            && !MAY_IMPORT.getOrDefault(room(from), Set.of()).contains(room(to))) {
          broken.add(
              room(from) + " must not import " + room(to) + ": " + dependency.getDescription());
        }
      }
    }
    assertThat(broken).isEmpty();
    assertThat(seen).as("rooms in the table").isSubsetOf(MAY_IMPORT.keySet());
  }

  private static String room(JavaClass type) {
    var rest = type.getPackageName().substring("baton".length());
    return rest.isEmpty() ? "(base)" : rest.substring(1).split("\\.")[0];
  }
}
