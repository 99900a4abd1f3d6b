package baton.run;

import java.util.ArrayList;
import java.util.List;

/** The journal of one run in a simulation, which can be told to fail its next write. */
final class SimulatedJournal {
  enum Failure {
    NONE,
    BEFORE_THE_WRITE,
    /** The events are stored, and the run is told that they are not. */
    AFTER_THE_WRITE
  }

  private final List<RunEvent> stored = new ArrayList<>();
  private final boolean serialized;
  private Failure next = Failure.NONE;

  /**
   * @param serialized whether events go through their stored form, which costs time
   */
  SimulatedJournal(boolean serialized) {
    this.serialized = serialized;
  }

  void failNext(Failure failure) {
    next = failure;
  }

  /** What comes of the next write. */
  Failure takeFailure() {
    var failure = next;
    next = Failure.NONE;
    return failure;
  }

  /** All of it or nothing, as the real one; what comes back has been written and read. */
  List<RunEvent> store(List<RunEvent> events) {
    var written =
        serialized ? events.stream().map(StoredEvents::roundTrip).toList() : List.copyOf(events);
    stored.addAll(written);
    return written;
  }

  List<RunEvent> events() {
    return stored;
  }

  RunState replayed() {
    RunState state = new RunState.NotStarted();
    for (var event : stored) {
      state = state.apply(event);
    }
    return state;
  }
}
