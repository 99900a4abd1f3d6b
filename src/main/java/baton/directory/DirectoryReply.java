package baton.directory;

import java.util.List;

/** What came of a change to the directory. */
public sealed interface DirectoryReply<T> {
  /** Stored, as it stands now; every lookup on this node sees it from here on. */
  record Saved<T>(T entry) implements DirectoryReply<T> {}

  /** Nothing was stored; these are all its problems. */
  record Refused<T>(List<DirectoryProblem> problems) implements DirectoryReply<T> {}

  /** There is no entry of that name to change. */
  record NotFound<T>(String name) implements DirectoryReply<T> {}
}
