package baton.work;

import baton.directory.User;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Tells each assigned person about a new assignment by mail, in personal words for a user and in
 * general ones for a group or queue.
 */
final class AssignmentMails implements Placing.Notices {
  /** Rows of one assignment written at a time; a large group must not crowd out other work. */
  private static final int AT_ONCE = 50;

  private final MailOutbox outbox;
  private final String publicUrl;

  AssignmentMails(MailOutbox outbox, String publicUrl) {
    this.outbox = outbox;
    this.publicUrl = publicUrl;
  }

  @Override
  public CompletionStage<Void> assigned(WorkItem item, Recipients.Persons to) {
    return from(item, to, to.users());
  }

  private CompletionStage<Void> from(WorkItem item, Recipients.Persons to, List<User> users) {
    if (users.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    var now = users.subList(0, Math.min(AT_ONCE, users.size()));
    return CompletableFuture.allOf(
            now.stream()
                .map(user -> tell(item, to, user).toCompletableFuture())
                .toArray(CompletableFuture[]::new))
        .thenCompose(done -> from(item, to, users.subList(now.size(), users.size())));
  }

  private CompletionStage<Void> tell(WorkItem item, Recipients.Persons to, User user) {
    var wording =
        to.shared()
            ? Wording.shared(item, to.label(), publicUrl)
            : Wording.personal(item, user.name(), publicUrl);
    return outbox.add(mailId(item, user.username()), item.id(), user.email(), wording);
  }

  /** The same for the same assignment, whenever and wherever it is placed again. */
  static java.util.UUID mailId(WorkItem item, String username) {
    return NamedId.of(NamedId.MAIL, item.id(), Integer.toString(item.assignment()), username);
  }
}
