package baton.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaFileTest {
  private static final Path FOLDER = Path.of("src/main/resources/schema");

  @Test
  void theIndexNamesEveryFileOfTheFolder() throws IOException {
    try (var files = Files.list(FOLDER)) {
      var names = files.map(f -> f.getFileName().toString()).filter(n -> n.endsWith(".cql"));
      assertThat(SchemaFile.all())
          .as("schema/index.txt: add the line of a new file there")
          .extracting(SchemaFile::name)
          .containsExactlyElementsOf(names.sorted().toList());
    }
  }

  @Test
  void everyStatementCanBeRepeatedAndNamesTheKeyspace() {
    for (var file : SchemaFile.all()) {
      for (var statement : file.statements()) {
        var words = statement.toUpperCase(Locale.ROOT);
        if (words.startsWith("CREATE") || words.startsWith("DROP") || words.startsWith("ALTER")) {
          assertThat(words)
              .as("%s: a node may die between two statements: %s", file.name(), statement)
              .containsAnyOf("IF NOT EXISTS", "IF EXISTS");
        }
        assertThat(words)
            .as("%s: write baton.table: %s", file.name(), statement)
            .contains("BATON.");
      }
    }
  }

  @Test
  void commentsAndWhiteSpaceDoNotCountAsAChange() {
    var one = SchemaFile.of("001-a.cql", "CREATE TABLE t (id text);");
    var same = SchemaFile.of("001-a.cql", "-- why\nCREATE  TABLE t\n  (id text) ;\n");
    var other = SchemaFile.of("001-a.cql", "CREATE TABLE t (id int);");
    assertThat(same.checksum()).isEqualTo(one.checksum());
    assertThat(other.checksum()).isNotEqualTo(one.checksum());
  }

  @Test
  void filesApplyInTheOrderOfTheirNumbers() {
    var files = List.of(SchemaFile.of("010-b.cql", ""), SchemaFile.of("002-a.cql", ""));
    assertThat(SchemaFile.inOrder(files)).extracting(SchemaFile::version).containsExactly(2, 10);
  }

  @Test
  void refusesANumberThatIsTaken() {
    var files = List.of(SchemaFile.of("002-a.cql", ""), SchemaFile.of("002-b.cql", ""));
    assertThatThrownBy(() -> SchemaFile.inOrder(files))
        .isInstanceOf(SchemaRefused.class)
        .hasMessageContaining("002");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1-a.cql", "001-a.sql", "001_a.cql", "a.cql"})
  void refusesAnotherKindOfName(String name) {
    assertThatThrownBy(() -> SchemaFile.of(name, ""))
        .isInstanceOf(SchemaRefused.class)
        .hasMessageContaining(name);
  }
}
