package baton.directory;

/**
 * One thing that is wrong with an entry: which field, what, and what to do about it.
 *
 * @param isTaken its name is somebody else's
 */
public record DirectoryProblem(String field, String message, String remedy, boolean isTaken) {
  DirectoryProblem(String field, String message, String remedy) {
    this(field, message, remedy, false);
  }
}
