package baton.directory;

import baton.directory.DirectoryReply.Saved;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Changes entries, one at a time and each whole: decided on what this node knows, stored only if
 * that is still so, else decided again on what is stored.
 */
final class DirectoryChanges {
  /** Somebody else is faster only so often, unless the store lies. */
  private static final int MOST_TRIES = 20;

  private final DirectoryStore store;
  private final DirectoryCache cache;
  private final DirectoryNews news;
  private final InstantSource clock;

  DirectoryChanges(
      DirectoryStore store, DirectoryCache cache, DirectoryNews news, InstantSource clock) {
    this.store = store;
    this.cache = cache;
    this.news = news;
    this.clock = clock;
  }

  /** What is to become of an entry, if there is one, among all others. */
  interface Change<T> {
    DirectoryDecision<T> of(Optional<Entry<T>> before, Directory directory);
  }

  /** How entries of one kind are found and stored. */
  private record Sort<T>(
      EntryKey key,
      Function<Directory, Optional<Entry<T>>> find,
      Function<Entry<T>, StoredEntry> stored) {}

  CompletionStage<DirectoryReply<User>> user(String username, Change<User> change) {
    return changed(
        new Sort<>(
            EntryKey.user(username),
            directory -> directory.userEntry(username),
            DirectoryJson::storedUser),
        change);
  }

  CompletionStage<DirectoryReply<Group>> group(String name, Change<Group> change) {
    return changed(
        new Sort<>(
            new EntryKey(EntryKey.Kind.GROUP, name),
            directory -> directory.groupEntry(name),
            DirectoryJson::storedCircle),
        change);
  }

  CompletionStage<DirectoryReply<Queue>> queue(String name, Change<Queue> change) {
    return changed(
        new Sort<>(
            new EntryKey(EntryKey.Kind.QUEUE, name),
            directory -> directory.queueEntry(name),
            DirectoryJson::storedCircle),
        change);
  }

  CompletionStage<DirectoryReply<WorkCalendar>> calendar(String name, Change<WorkCalendar> change) {
    return changed(
        new Sort<>(
            new EntryKey(EntryKey.Kind.CALENDAR, name),
            directory -> directory.calendarEntry(name),
            DirectoryJson::storedCalendar),
        change);
  }

  private <T> CompletionStage<DirectoryReply<T>> changed(Sort<T> sort, Change<T> change) {
    return cache.directory().thenCompose(directory -> tried(sort, change, directory, 1));
  }

  private <T> CompletionStage<DirectoryReply<T>> tried(
      Sort<T> sort, Change<T> change, Directory directory, int turn) {
    var before = sort.find().apply(directory);
    return switch (change.of(before, directory)) {
      case DirectoryDecision.No<T> no -> CompletableFuture.completedFuture(no.reply());
      case DirectoryDecision.Become<T> become ->
          before.isPresent() && before.get().value().equals(become.value())
              ? CompletableFuture.completedFuture(new Saved<>(before.get()))
              : saved(sort, change, before, become.value(), turn);
    };
  }

  private <T> CompletionStage<DirectoryReply<T>> saved(
      Sort<T> sort, Change<T> change, Optional<Entry<T>> before, T value, int turn) {
    var now = clock.instant();
    var entry =
        new Entry<>(
            value,
            before.map(Entry::version).orElse(0L) + 1,
            before.map(Entry::created).orElse(now),
            now);
    var stored = sort.stored().apply(entry);
    var parts = before.map(e -> sort.stored().apply(e).parts()).orElseGet(TreeMap::new);
    return store
        .save(stored, parts)
        .thenCompose(done -> {
          if (done) {
            cache.learned(List.of(stored));
            return news.tell(sort.key()).thenApply(told -> new Saved<>(entry));
          }
          if (turn == MOST_TRIES) {
            throw new IllegalStateException(sort.key() + " changes all the time");
          }
          return cache
              .again(sort.key())
              .thenCompose(directory -> tried(sort, change, directory, turn + 1));
        });
  }
}
