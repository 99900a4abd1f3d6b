package baton.run;

import java.util.List;
import java.util.Map;

/** How a simulated run conducts itself: as the real one does, unless a method says otherwise. */
interface Conduct {
  Conduct RIGHT = new Conduct() {};

  default RunDecision decide(RunState state, Run.Decidable command, RunContext context) {
    return decided(RunDecider.decide(state, command, context));
  }

  default RunDecision decided(RunDecision decision) {
    return decision;
  }

  default RunState apply(RunState state, RunEvent event) {
    return state.apply(event);
  }

  default RunState recovered(SimulatedJournal journal) {
    return journal.replayed();
  }

  default Map<String, RunWork> wanted(RunState state) {
    return RunWork.wantedBy(state);
  }

  /** Whether a command is due now, rather than after a synchronous step. */
  default boolean mayDecide(RunState state, Run.Decidable command) {
    return isDue(state, command);
  }

  static boolean isDue(RunState state, Run.Decidable command) {
    return switch (command) {
      case Run.Report report -> RunWork.mayReport(state, report);
      case Run.Request request -> RunWork.mayAsk(state, request);
    };
  }

  /** Whether due times are kept where a crash does not reach. */
  default boolean keepsTimers() {
    return true;
  }

  /** What is written at once, write by write. */
  default List<List<RunEvent>> writes(List<RunEvent> events) {
    return List.of(events);
  }

  default boolean acknowledgesFirst() {
    return false;
  }

  default boolean startsChildrenFirst() {
    return false;
  }

  default boolean startsOnlyWhatItDecided() {
    return false;
  }

  default boolean restartsChildren() {
    return true;
  }

  default boolean unstashes() {
    return true;
  }

  default boolean mayLeaveMemory(boolean idle, RunState state) {
    return idle;
  }
}
