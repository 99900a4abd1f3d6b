package baton.directory;

import java.util.List;

/** What came of a change to the directory. */
public sealed interface DirectoryReply<T> {
  /** Stored, as it stands now; every lookup on this node sees it from here on. */
  record Saved<T>(Entry<T> stored) implements DirectoryReply<T> {
    public T entry() {
      return stored.value();
    }
  }

  /** Nothing was stored; these are all its problems. */
  record Refused<T>(List<DirectoryProblem> problems) implements DirectoryReply<T> {}

  /** There is no entry of that name to change. */
  record NotFound<T>(String name) implements DirectoryReply<T> {}

  /** Somebody changed it since; nothing was stored. */
  record OtherVersion<T>(String name, long version) implements DirectoryReply<T> {}
}
