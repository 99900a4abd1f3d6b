package baton.view;

import baton.run.RunRow;
import baton.run.RunStatus;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/** The table of the lines themselves, one by run. */
final class RunLineTable {
  private final CqlSession session;
  private final PreparedStatement insert;
  private final PreparedStatement select;

  RunLineTable(CqlSession session) {
    this.session = session;
    insert =
        session.prepare(
            "INSERT INTO baton.run_line (run_id, orchestration, version, label, status, stage,"
                + " stage_label, business_key, records, inputs, started_by, started_at, changed_at,"
                + " ended_at, revision, parent)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) USING TIMESTAMP ?");
    select = session.prepare("SELECT * FROM baton.run_line WHERE run_id = ?");
  }

  CompletionStage<Done> put(RunRow row) {
    return session
        .executeAsync(
            insert.bind(
                row.id(),
                row.orchestration(),
                row.version(),
                row.label(),
                row.status().name(),
                row.stage(),
                row.stageLabel(),
                row.businessKey(),
                row.records(),
                row.inputs(),
                row.startedBy(),
                row.startedAt(),
                row.changedAt(),
                row.endedAt(),
                row.revision(),
                row.parent(),
                row.revision()))
        .thenApply(written -> Done.getInstance());
  }

  CompletionStage<Optional<RunRow>> get(String runId) {
    return session
        .executeAsync(select.bind(runId))
        .thenApply(rows -> Optional.ofNullable(rows.one()).map(RunLineTable::run));
  }

  private static RunRow run(Row row) {
    var records = row.getList("records", String.class);
    var inputs = row.getMap("inputs", String.class, String.class);
    return new RunRow(
        text(row, "run_id"),
        text(row, "orchestration"),
        row.getInt("version"),
        text(row, "label"),
        RunStatus.valueOf(text(row, "status")),
        row.getString("stage"),
        row.getString("stage_label"),
        row.getString("business_key"),
        records == null ? List.of() : records,
        inputs == null ? Map.of() : inputs,
        text(row, "started_by"),
        instant(row, "started_at"),
        instant(row, "changed_at"),
        row.getInstant("ended_at"),
        row.getLong("revision"),
        row.getString("parent"));
  }

  private static String text(Row row, String column) {
    var text = row.getString(column);
    return text == null ? "" : text;
  }

  private static Instant instant(Row row, String column) {
    var at = row.getInstant(column);
    return at == null ? Instant.EPOCH : at;
  }
}
