package baton.directory;

/** A person who can be given work; one who left is inactive, never deleted. */
public record User(String username, String name, String email, boolean active) {
  public User(String username, String name, String email) {
    this(username, name, email, true);
  }

  public User deactivated() {
    return new User(username, name, email, false);
  }
}
