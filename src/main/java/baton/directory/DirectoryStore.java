package baton.directory;

import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * Where the directory is kept.
 *
 * <p>A change is written first and {@link #mark marked} after, so whoever sees a new mark finds the
 * change; a mark that is missing after a crash is made good by the next change.
 */
interface DirectoryStore {
  UUID NEVER_MARKED = new UUID(0, 0);

  /** The mark of the latest change, {@link #NEVER_MARKED} before the first. */
  CompletionStage<UUID> latestMark();

  CompletionStage<Void> mark(UUID mark);

  CompletionStage<Directory> load();

  CompletionStage<Void> save(User user);

  CompletionStage<Void> save(Circle circle);

  /** Adds or removes one member and leaves all others as they are, whoever changes them. */
  CompletionStage<Void> saveMember(Circle circle, String username, boolean member);
}
