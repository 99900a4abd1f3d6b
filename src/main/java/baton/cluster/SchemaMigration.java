package baton.cluster;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The one step that brings the keyspace {@code baton} to the schema of this version.
 *
 * <p>Each file applies once; {@code baton.schema_version} keeps its number and checksum. Nodes that
 * start together take turns by {@link SchemaLock}. Creating tables anywhere else would race.
 */
public final class SchemaMigration {
  /** DDL waits for all nodes of Cassandra to agree. */
  private static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(30);

  private final CqlSession session;
  private final InstantSource clock;

  public SchemaMigration(CqlSession session, InstantSource clock) {
    this.session = session;
    this.clock = clock;
  }

  /**
   * Applies what is missing.
   *
   * @param replicationFactor copies of every row, used when the keyspace is created
   * @return the names of the files applied now
   * @throws SchemaRefused when an applied file has changed, or another node does not finish
   */
  public List<String> run(int replicationFactor) {
    return run(SchemaFile.all(), replicationFactor);
  }

  List<String> run(List<SchemaFile> files, int replicationFactor) {
    // The driver reads the whole schema again after each change and waits a second before it does.
    session.setSchemaMetadataEnabled(false);
    try {
      return migrate(files, replicationFactor);
    } finally {
      session.setSchemaMetadataEnabled(null);
    }
  }

  private List<String> migrate(List<SchemaFile> files, int replicationFactor) {
    createOwnTables(replicationFactor);
    if (missing(files).isEmpty()) {
      return List.of();
    }
    try (var lock = SchemaLock.take(session, owner())) {
      var missing = missing(files);
      for (var file : missing) {
        apply(file, lock);
      }
      return missing.stream().map(SchemaFile::name).toList();
    }
  }

  private void apply(SchemaFile file, SchemaLock lock) {
    for (var statement : file.statements()) {
      lock.renew();
      try {
        execute(SimpleStatement.newInstance(statement));
      } catch (RuntimeException refused) {
        throw new IllegalStateException(
            "schema/" + file.name() + " failed at: " + statement, refused);
      }
    }
    execute(
        SimpleStatement.newInstance(
            "INSERT INTO baton.schema_version (version, name, checksum, applied, applied_by)"
                + " VALUES (?, ?, ?, ?, ?)",
            file.version(),
            file.name(),
            file.checksum(),
            clock.instant(),
            owner()));
  }

  private List<SchemaFile> missing(List<SchemaFile> files) {
    var applied = applied();
    for (var file : files) {
      var checksum = applied.get(file.version());
      if (checksum != null && !checksum.equals(file.checksum())) {
        throw new SchemaRefused(
            "schema/%s has changed since it was applied: leave it as it was and put the change into a"
                    .formatted(file.name())
                + " new file with the next number (in development: start on a fresh data folder)");
      }
    }
    return files.stream().filter(file -> !applied.containsKey(file.version())).toList();
  }

  private Map<Integer, String> applied() {
    var applied = new HashMap<Integer, String>();
    for (var row : session.execute("SELECT version, checksum FROM baton.schema_version")) {
      applied.put(row.getInt("version"), row.getString("checksum"));
    }
    return applied;
  }

  /** Fixed table ids: nodes that create these two at the same time create the same tables. */
  private void createOwnTables(int replicationFactor) {
    if (ours("keyspaces").isEmpty()) {
      execute(
          SimpleStatement.newInstance(
              "CREATE KEYSPACE IF NOT EXISTS baton WITH replication = {'class':"
                  + " 'NetworkTopologyStrategy', 'replication_factor': "
                  + replicationFactor
                  + "}"));
    }
    var existing = ours("tables");
    if (!existing.contains("schema_version")) {
      createTable(
          "schema_version (version int PRIMARY KEY, name text, checksum text, applied timestamp,"
              + " applied_by text)",
          "ba700000-0000-1000-8000-000000000001");
    }
    if (!existing.contains("schema_lock")) {
      createTable(
          "schema_lock (id text PRIMARY KEY, owner text)", "ba700000-0000-1000-8000-000000000002");
    }
    awaitUsable("schema_version");
    awaitUsable("schema_lock");
  }

  /** Cassandra lists a table that another node creates a moment before it answers for it. */
  private void awaitUsable(String table) {
    var patience = System.nanoTime() + STATEMENT_TIMEOUT.toNanos();
    while (true) {
      try {
        session.execute("SELECT * FROM baton." + table + " LIMIT 1");
        return;
      } catch (InvalidQueryException notYet) {
        if (System.nanoTime() > patience) {
          throw notYet;
        }
        SchemaLock.pause();
      }
    }
  }

  private void createTable(String table, String id) {
    execute(
        SimpleStatement.newInstance(
            "CREATE TABLE IF NOT EXISTS baton." + table + " WITH id = " + id));
  }

  /** The names of our keyspaces or tables, whichever is asked for. */
  private Set<String> ours(String what) {
    var column = what.equals("tables") ? "table_name" : "keyspace_name";
    var names = new HashSet<String>();
    for (var row :
        session.execute(
            "SELECT "
                + column
                + " FROM system_schema."
                + what
                + " WHERE keyspace_name = 'baton'")) {
      names.add(row.getString(0));
    }
    return names;
  }

  private void execute(SimpleStatement statement) {
    session.execute(statement.setTimeout(STATEMENT_TIMEOUT));
  }

  private static String owner() {
    try {
      return InetAddress.getLocalHost().getHostName() + "/" + ProcessHandle.current().pid();
    } catch (UnknownHostException nameless) {
      return "process " + ProcessHandle.current().pid();
    }
  }
}
