package baton.work;

import static java.util.Objects.requireNonNull;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** The outbox in Cassandra, tables of {@code schema/040-work.cql}. */
final class MailRows implements MailStore {
  /**
   * Stamps of marks lie around it: before it a beginning, the earlier the stronger; behind it a
   * moved mark, the later the stronger. Minutes since 1970 stay below it for 1,900 years.
   */
  private static final long MARK_STAMPS = 1_000_000_000L;

  /** How long a mail can be looked up; far longer than it may wait to be sent. */
  private static final Duration KEPT = Duration.ofDays(90);

  private static final String TTL = " TTL " + KEPT.toSeconds();

  private final CqlSession session;
  private final PreparedStatement writeContent;
  private final PreparedStatement writeAbout;
  private final PreparedStatement writeQueued;
  private final PreparedStatement writeState;
  private final PreparedStatement readMail;
  private final PreparedStatement readAbout;
  private final PreparedStatement readQueued;
  private final PreparedStatement writeMark;
  private final PreparedStatement readMark;

  MailRows(CqlSession session) {
    this.session = session;
    writeContent =
        session.prepare(
            "INSERT INTO baton.mail (id, recipient, subject, text, html, created_at, state,"
                + " attempts, changed_at) VALUES (?, ?, ?, ?, ?, ?, 'PENDING', 0, ?)"
                + " USING TIMESTAMP 1 AND"
                + TTL);
    writeAbout =
        session.prepare("INSERT INTO baton.mail_about (about, id) VALUES (?, ?) USING" + TTL);
    writeQueued =
        session.prepare(
            "INSERT INTO baton.mail_queue (slot, minute, id) VALUES (?, ?, ?) USING" + TTL);
    writeState =
        session.prepare(
            "UPDATE baton.mail USING TIMESTAMP ? AND"
                + TTL
                + " SET state = ?, attempts = ?, next_attempt = ?,"
                + " reason = ?, changed_at = ? WHERE id = ?");
    readMail = session.prepare("SELECT * FROM baton.mail WHERE id = ?");
    readAbout = session.prepare("SELECT id FROM baton.mail_about WHERE about = ?");
    readQueued = session.prepare("SELECT id FROM baton.mail_queue WHERE slot = ? AND minute = ?");
    writeMark =
        session.prepare("UPDATE baton.mail_mark USING TIMESTAMP ? SET minute = ? WHERE slot = ?");
    readMark = session.prepare("SELECT minute FROM baton.mail_mark WHERE slot = ?");
  }

  /** The content is there before anything leads to it. */
  @Override
  public CompletionStage<Void> add(Mail mail, String about, int slot, long minute) {
    return done(writeContent.bind(
            mail.id(),
            mail.recipient(),
            mail.subject(),
            mail.text(),
            mail.html() == null ? "" : mail.html(),
            mail.createdAt(),
            mail.createdAt()))
        .thenCompose(content ->
            done(writeAbout.bind(about, mail.id()))
                .thenCombine(
                    done(writeQueued.bind(slot, minute, mail.id())), (left, right) -> left));
  }

  @Override
  public CompletionStage<Optional<Mail>> mail(UUID id) {
    return session
        .executeAsync(readMail.bind(id))
        .thenApply(rows ->
            Optional.ofNullable(rows.one())
                // where it stands is kept a little longer than the mail itself
                .filter(row -> row.getString("recipient") != null)
                .map(MailRows::mail));
  }

  @Override
  public CompletionStage<Void> record(Mail mail) {
    return done(
        writeState.bind(
            1L + mail.attempts(),
            mail.state().name(),
            mail.attempts(),
            mail.nextAttempt(),
            mail.reason(),
            mail.changedAt(),
            mail.id()));
  }

  @Override
  public CompletionStage<List<UUID>> about(String about) {
    return Pages.all(session.executeAsync(readAbout.bind(about)), MailRows::id);
  }

  @Override
  public CompletionStage<List<UUID>> queued(int slot, long minute) {
    return Pages.all(session.executeAsync(readQueued.bind(slot, minute)), MailRows::id);
  }

  @Override
  public CompletionStage<Long> mark(int slot) {
    return session
        .executeAsync(readMark.bind(slot))
        .thenApply(rows -> {
          var row = rows.one();
          if (row == null) {
            throw new IllegalStateException("slot " + slot + " of the outbox never began");
          }
          return row.getLong("minute");
        });
  }

  @Override
  public CompletionStage<Void> begin(int slot, long minute) {
    return done(writeMark.bind(MARK_STAMPS - minute, minute, slot));
  }

  @Override
  public CompletionStage<Void> moveMark(int slot, long minute) {
    return done(writeMark.bind(MARK_STAMPS + minute, minute, slot));
  }

  private static UUID id(Row row) {
    return requireNonNull(row.getUuid("id"));
  }

  private static Mail mail(Row row) {
    var html = row.getString("html");
    return new Mail(
        id(row),
        requireNonNull(row.getString("recipient")),
        requireNonNull(row.getString("subject")),
        requireNonNull(row.getString("text")),
        html == null || html.isEmpty() ? null : html,
        requireNonNull(row.getInstant("created_at")),
        Mail.State.valueOf(requireNonNull(row.getString("state"))),
        row.getInt("attempts"),
        row.getInstant("next_attempt"),
        row.getString("reason"),
        requireNonNull(row.getInstant("changed_at")));
  }

  private CompletionStage<Void> done(BoundStatement statement) {
    return session.executeAsync(statement).thenApply(rows -> null);
  }
}
