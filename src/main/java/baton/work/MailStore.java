package baton.work;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * Where the outbox is kept.
 *
 * <p>A mail's content is written once, under an id made of what it is about; where it stands is
 * written with the number of attempts as stamp, so a repeated {@link #add} changes nothing. Slots
 * are read forward, minute by minute; nothing is deleted.
 */
interface MailStore {
  CompletionStage<Void> add(Mail mail, String about, int slot, long minute);

  CompletionStage<Optional<Mail>> mail(UUID id);

  /** Where the mail stands after one more attempt. */
  CompletionStage<Void> record(Mail mail);

  CompletionStage<List<UUID>> about(String about);

  /** What was put into a slot in one minute, in no order. */
  CompletionStage<List<UUID>> queued(int slot, long minute);

  /** The minute before which nothing of the slot waits. */
  CompletionStage<Long> mark(int slot);

  /** Says that a slot may begin at a minute; the earliest that anybody says is kept. */
  CompletionStage<Void> begin(int slot, long minute);

  /** Moves the mark forward; it never goes back. */
  CompletionStage<Void> moveMark(int slot, long minute);
}
