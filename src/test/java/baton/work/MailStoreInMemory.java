package baton.work;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An outbox without Cassandra, with its rule that more attempts win. */
final class MailStoreInMemory implements MailStore {
  private record Minute(int slot, long minute) {}

  private final Map<UUID, Mail> mails = new LinkedHashMap<>();
  private final Map<String, Set<UUID>> about = new HashMap<>();
  private final Map<Minute, Set<UUID>> queued = new HashMap<>();
  private final Map<Integer, Long> marks = new HashMap<>();
  private int failures;

  /** The next records are lost. */
  synchronized void failRecords(int count) {
    failures = count;
  }

  synchronized List<Mail> all() {
    return List.copyOf(mails.values());
  }

  synchronized long markOf(int slot) {
    return marks.getOrDefault(slot, -1L);
  }

  @Override
  public synchronized CompletionStage<Void> add(
      Mail mail, String aboutWhat, int slot, long minute) {
    mails.putIfAbsent(mail.id(), mail);
    about.computeIfAbsent(aboutWhat, key -> new LinkedHashSet<>()).add(mail.id());
    queued.computeIfAbsent(new Minute(slot, minute), key -> new LinkedHashSet<>()).add(mail.id());
    return done();
  }

  @Override
  public synchronized CompletionStage<Optional<Mail>> mail(UUID id) {
    return CompletableFuture.completedFuture(Optional.ofNullable(mails.get(id)));
  }

  @Override
  public synchronized CompletionStage<Void> record(Mail mail) {
    if (failures > 0) {
      failures--;
      return CompletableFuture.failedFuture(new IllegalStateException("no answer"));
    }
    mails.merge(mail.id(), mail, (old, next) -> next.attempts() > old.attempts() ? next : old);
    return done();
  }

  @Override
  public synchronized CompletionStage<List<UUID>> about(String aboutWhat) {
    return CompletableFuture.completedFuture(
        new ArrayList<>(about.getOrDefault(aboutWhat, Set.of())));
  }

  @Override
  public synchronized CompletionStage<List<UUID>> queued(int slot, long minute) {
    return CompletableFuture.completedFuture(
        new ArrayList<>(queued.getOrDefault(new Minute(slot, minute), Set.of())));
  }

  @Override
  public synchronized CompletionStage<Long> mark(int slot) {
    return CompletableFuture.completedFuture(marks.getOrDefault(slot, 0L));
  }

  @Override
  public synchronized CompletionStage<Void> begin(int slot, long minute) {
    marks.putIfAbsent(slot, minute);
    return done();
  }

  @Override
  public synchronized CompletionStage<Void> moveMark(int slot, long minute) {
    marks.merge(slot, minute, Math::max);
    return done();
  }

  private static CompletionStage<Void> done() {
    return CompletableFuture.completedFuture(null);
  }
}
