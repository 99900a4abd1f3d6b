package baton.directory;

import java.util.Locale;

/** A person who can be given work; one who left is inactive, never deleted. */
public record User(
    String username, String name, String email, boolean active, Provision provision) {
  public User(String username, String name, String email) {
    this(username, name, email, true);
  }

  public User(String username, String name, String email, boolean active) {
    this(username, name, email, active, Provision.NONE);
  }

  public User deactivated() {
    return new User(username, name, email, false, provision);
  }

  public User with(Provision other) {
    return new User(username, name, email, active, other);
  }

  /** What the person signs in with. */
  public String userName() {
    return provision.userName() == null ? username : provision.userName();
  }

  /** Names that a person signs in with are the same in upper and lower case (RFC 7643 §4.1.1). */
  static String folded(String userName) {
    return userName.toLowerCase(Locale.ROOT);
  }
}
