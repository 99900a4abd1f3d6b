package baton.directory;

import java.util.List;
import java.util.Optional;

/**
 * Who does what is somebody's to do at a moment.
 *
 * @param user who does it; empty where the person asked for is unknown or inactive
 * @param passed over whom one came there, first the person asked for; empty where that is who does
 *     it
 */
public record StandIn(Optional<User> user, List<Passed> passed) {
  public StandIn {
    passed = List.copyOf(passed);
  }

  /** Somebody who is away, and until when. */
  public record Passed(User user, Absence absence) {}
}
