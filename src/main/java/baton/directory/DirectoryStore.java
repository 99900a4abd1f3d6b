package baton.directory;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * Where the directory is kept, and where nodes tell each other which entries changed.
 *
 * <p>Each process tells its changes under numbers of its own that only grow, and one telling after
 * the other: whoever knows a number has read all that was told before it.
 */
interface DirectoryStore {
  /** Every entry there is. */
  CompletionStage<List<StoredEntry>> all();

  CompletionStage<Optional<StoredEntry>> read(EntryKey key);

  /**
   * Stores an entry if its version is still one less; says whether it did.
   *
   * @param partsBefore the parts of the version before; only what differs is written
   */
  CompletionStage<Boolean> save(StoredEntry entry, SortedMap<String, String> partsBefore);

  /** The number of the latest telling of each process. */
  CompletionStage<Map<UUID, Long>> latest();

  /** What a process told after a number. */
  CompletionStage<List<Told>> toldAfter(UUID writer, long number);

  CompletionStage<Void> tell(UUID writer, Told told);

  /** Entries that changed. */
  record Told(long number, List<EntryKey> entries) {}
}
