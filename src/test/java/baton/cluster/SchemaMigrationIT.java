package baton.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import baton.app.CassandraForTests;
import com.datastax.oss.driver.api.core.CqlSession;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class SchemaMigrationIT {
  private static final CqlSession SESSION = CassandraForTests.session();

  @Test
  void createsTheTablesOfTheJournal() {
    var tables = SESSION.refreshSchema().getKeyspace("baton").orElseThrow();
    for (var name : List.of("journal", "journal_metadata", "snapshots", "schema_version")) {
      assertThat(tables.getTable(name)).as(name).isPresent();
    }
  }

  @Test
  void appliesNothingTwice() {
    assertThat(migration(SESSION).run(1)).isEmpty();
  }

  @Test
  void sessionsThatMigrateAtOnceApplyEachFileOnce() throws Exception {
    var files =
        List.of(
            SchemaFile.of(
                "901-race.cql", "CREATE TABLE IF NOT EXISTS baton.race (a int PRIMARY KEY);"),
            SchemaFile.of("902-race.cql", "ALTER TABLE baton.race ADD IF NOT EXISTS b text;"));
    var sessions = new ArrayList<CqlSession>();
    try (var pool = Executors.newFixedThreadPool(4)) {
      var nodes = new ArrayList<Callable<List<String>>>();
      for (var node = 0; node < 4; node++) {
        var session = CassandraSession.open(CassandraForTests.settings());
        sessions.add(session);
        nodes.add(() -> migration(session).run(files, 1));
      }
      var applied = new ArrayList<String>();
      for (var result : pool.invokeAll(nodes)) {
        applied.addAll(result.get());
      }
      assertThat(applied).containsExactlyInAnyOrder("901-race.cql", "902-race.cql");
    } finally {
      sessions.forEach(CqlSession::close);
    }
  }

  @Test
  void refusesAFileThatChangedAfterItWasApplied() {
    migration(SESSION).run(List.of(SchemaFile.of("903-old.cql", table("old", "int"))), 1);
    var changed = List.of(SchemaFile.of("903-old.cql", table("old", "text")));
    assertThatThrownBy(() -> migration(SESSION).run(changed, 1))
        .isInstanceOf(SchemaRefused.class)
        .hasMessageContaining("schema/903-old.cql has changed");
  }

  @Test
  void namesTheFileAndTheStatementThatFails() {
    var broken = List.of(SchemaFile.of("904-broken.cql", "CREATE TABLE baton.x (nonsense);"));
    assertThatThrownBy(() -> migration(SESSION).run(broken, 1))
        .hasMessageContaining("schema/904-broken.cql failed at: CREATE TABLE baton.x");
  }

  private static String table(String name, String type) {
    return "CREATE TABLE IF NOT EXISTS baton.%s (id %s PRIMARY KEY);".formatted(name, type);
  }

  private static SchemaMigration migration(CqlSession session) {
    return new SchemaMigration(session, InstantSource.system());
  }
}
