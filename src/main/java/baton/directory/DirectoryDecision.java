package baton.directory;

/** What is to become of an entry. */
sealed interface DirectoryDecision<T> {
  /** It is to be this; nothing is stored if it is that already. */
  record Become<T>(T value) implements DirectoryDecision<T> {}

  /** It stays as it is, and this is the answer. */
  record No<T>(DirectoryReply<T> reply) implements DirectoryDecision<T> {}
}
