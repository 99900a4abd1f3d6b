package baton.directory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A person who can be given work; one who left is inactive, never deleted.
 *
 * @param absences by when they begin
 */
public record User(
    String username,
    String name,
    String email,
    boolean active,
    Provision provision,
    List<Absence> absences) {
  public User {
    absences = absences.stream().sorted(Comparator.comparing(Absence::from)).toList();
  }

  public User(String username, String name, String email) {
    this(username, name, email, true);
  }

  public User(String username, String name, String email, boolean active) {
    this(username, name, email, active, Provision.NONE, List.of());
  }

  public User deactivated() {
    return new User(username, name, email, false, provision, absences);
  }

  public User with(Provision other) {
    return new User(username, name, email, active, other, absences);
  }

  /** With this one instead of the one of the same id, if there is. */
  public User with(Absence absence) {
    var all = new ArrayList<>(without(absence.id()).absences());
    all.add(absence);
    return withAbsences(all);
  }

  /** Without the absence of that id, if there is one. */
  public User without(String absenceId) {
    return withAbsences(absences.stream().filter(a -> !a.id().equals(absenceId)).toList());
  }

  public User withAbsences(List<Absence> others) {
    return new User(username, name, email, active, provision, others);
  }

  public Optional<Absence> absence(String id) {
    return absences.stream().filter(absence -> absence.id().equals(id)).findAny();
  }

  public Optional<Absence> absenceAt(Instant moment) {
    return absences.stream().filter(absence -> absence.covers(moment)).findAny();
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
