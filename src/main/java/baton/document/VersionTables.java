package baton.document;

import baton.document.Document.Format;
import baton.document.Versions.Head;
import baton.document.Versions.Kind;
import baton.document.Versions.State;
import baton.document.Versions.Text;
import baton.document.Versions.Version;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rows of {@link Versions}: one statement per method, for one kind of text. */
final class VersionTables {
  /** A text on its way to become a version. */
  record NewText(String name, String label, String text, Format format, String by, Instant at) {
    String digest() {
      try {
        var sha = MessageDigest.getInstance("SHA-256");
        sha.update(format.name().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
      } catch (NoSuchAlgorithmException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }

  private final CqlSession session;
  private final String kind;
  private final PreparedStatement readHead;
  private final PreparedStatement readHeads;
  private final PreparedStatement createHead;
  private final PreparedStatement advanceHead;
  private final PreparedStatement activateHead;
  private final PreparedStatement insertVersion;
  private final PreparedStatement readDigest;
  private final PreparedStatement readVersions;
  private final PreparedStatement readText;

  VersionTables(CqlSession session, Kind kind) {
    this.session = session;
    this.kind = kind.name().toLowerCase(Locale.ROOT);
    readHead = read("SELECT * FROM baton.document_head WHERE kind = ? AND name = ?");
    readHeads =
        read(
            "SELECT name, label, latest, active, active_label, changed_at"
                + " FROM baton.document_head WHERE kind = ?");
    createHead =
        session.prepare(
            "INSERT INTO baton.document_head (kind, name, latest, label, changed_by, changed_at)"
                + " VALUES (?, ?, 1, ?, ?, ?) IF NOT EXISTS");
    advanceHead =
        session.prepare(
            "UPDATE baton.document_head SET latest = ?, label = ?, changed_by = ?, changed_at = ?"
                + " WHERE kind = ? AND name = ? IF latest = ?");
    activateHead =
        session.prepare(
            "UPDATE baton.document_head SET active = ?, active_label = ?,"
                + " activated = activated + ?, changed_by = ?, changed_at = ?"
                + " WHERE kind = ? AND name = ? IF latest >= ?");
    insertVersion =
        session.prepare(
            "INSERT INTO baton.document_version"
                + " (kind, name, version, label, format, text, digest, created_by, created_at)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) IF NOT EXISTS");
    readDigest = readVersion("label, digest");
    readVersions =
        read(
            "SELECT version, label, format, created_by, created_at FROM baton.document_version"
                + " WHERE kind = ? AND name = ? AND version <= ? ORDER BY version DESC");
    readText = readVersion("label, format, text");
  }

  CompletionStage<Optional<Head>> head(String name) {
    return one(readHead, VersionTables::head, kind, name);
  }

  CompletionStage<List<Head>> heads() {
    return all(readHeads, VersionTables::head, kind);
  }

  CompletionStage<Optional<String>> digest(String name, int version) {
    return one(readDigest, row -> row.getString("digest"), kind, name, version);
  }

  CompletionStage<Optional<String>> label(String name, int version) {
    return one(readDigest, row -> text(row, "label"), kind, name, version);
  }

  /** Whether the row is ours; false where another stood there already. */
  CompletionStage<Boolean> insert(NewText text, int version) {
    return applied(
        insertVersion,
        kind,
        text.name(),
        version,
        text.label(),
        text.format().name(),
        text.text(),
        text.digest(),
        text.by(),
        text.at());
  }

  /** Moves the head on by one; whether another did it first does not matter. */
  CompletionStage<Boolean> advance(NewText text, int from) {
    return from == 0
        ? applied(createHead, kind, text.name(), text.label(), text.by(), text.at())
        : applied(
            advanceHead, from + 1, text.label(), text.by(), text.at(), kind, text.name(), from);
  }

  CompletionStage<Boolean> activate(String name, int version, String label, String by, Instant at) {
    return applied(activateHead, version, label, Set.of(version), by, at, kind, name, version);
  }

  CompletionStage<Optional<State>> state(String name, int version) {
    return one(
        readHead,
        head -> version < 1 || version > head.getInt("latest") ? null : state(version, head),
        kind,
        name);
  }

  CompletionStage<List<Version>> versions(String name) {
    return one(readHead, Function.identity(), kind, name)
        .thenCompose(head ->
            head.isEmpty()
                ? CompletableFuture.completedFuture(List.of())
                : all(
                    readVersions,
                    row -> version(row, head.get()),
                    kind,
                    name,
                    head.get().getInt("latest")));
  }

  CompletionStage<Optional<Text>> text(String name, int version) {
    return one(
        readText,
        row ->
            new Text(
                name,
                version,
                text(row, "label"),
                Format.valueOf(text(row, "format")),
                text(row, "text")),
        kind,
        name,
        version);
  }

  private static Head head(Row row) {
    var active = active(row);
    return new Head(
        text(row, "name"),
        text(row, active == null ? "label" : "active_label"),
        row.getInt("latest"),
        active,
        instant(row, "changed_at"));
  }

  private static Version version(Row row, Row head) {
    var number = row.getInt("version");
    return new Version(
        number,
        state(number, head),
        text(row, "label"),
        Format.valueOf(text(row, "format")),
        text(row, "created_by"),
        instant(row, "created_at"));
  }

  private static State state(int version, Row head) {
    var active = active(head);
    if (active != null && active == version) {
      return State.ACTIVE;
    }
    var activated = head.getSet("activated", Integer.class);
    return activated != null && activated.contains(version) ? State.OBSOLETE : State.DRAFT;
  }

  private static @Nullable Integer active(Row row) {
    return row.isNull("active") ? null : row.getInt("active");
  }

  private static String text(Row row, String column) {
    var value = row.getString(column);
    return value == null ? "" : value;
  }

  private static Instant instant(Row row, String column) {
    var value = row.getInstant(column);
    return value == null ? Instant.EPOCH : value;
  }

  private PreparedStatement readVersion(String columns) {
    return read(
        "SELECT "
            + columns
            + " FROM baton.document_version WHERE kind = ? AND name = ? AND version = ?");
  }

  private PreparedStatement read(String query) {
    return session.prepare(SimpleStatement.newInstance(query).setIdempotent(true));
  }

  private CompletionStage<Boolean> applied(PreparedStatement statement, Object... values) {
    return session.executeAsync(statement.bind(values)).thenApply(AsyncResultSet::wasApplied);
  }

  private <T> CompletionStage<Optional<T>> one(
      PreparedStatement statement, Function<Row, @Nullable T> map, Object... values) {
    return session
        .executeAsync(statement.bind(values))
        .thenApply(rows -> Optional.ofNullable(rows.one()).map(map));
  }

  private <T> CompletionStage<List<T>> all(
      PreparedStatement statement, Function<Row, T> map, Object... values) {
    return session
        .executeAsync(statement.bind(values))
        .thenCompose(rows -> more(rows, map, new ArrayList<>()));
  }

  private static <T> CompletionStage<List<T>> more(
      AsyncResultSet rows, Function<Row, T> map, List<T> read) {
    rows.currentPage().forEach(row -> read.add(map.apply(row)));
    return rows.hasMorePages()
        ? rows.fetchNextPage().thenCompose(next -> more(next, map, read))
        : CompletableFuture.completedFuture(read);
  }
}
