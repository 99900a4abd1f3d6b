package baton.flow;

/**
 * What an interview has done so far, and in the pass that goes on; past a limit it fails for good.
 */
final class Tally {
  private int screens;
  private int calls;
  private int elements;
  private int items;
  private int collected;

  /** At the beginning of a pass. */
  Tally(int screens, int calls) {
    this.screens = screens;
    this.calls = calls;
  }

  int screens() {
    return screens;
  }

  int calls() {
    return calls;
  }

  void element() {
    if (++elements > FlowLimits.MAX_ELEMENTS) {
      throw Fault.limit(
          "More than %,d elements ran without a pause; look for elements that lead back to each other."
              .formatted(FlowLimits.MAX_ELEMENTS));
    }
  }

  /** A loop takes its next item, and may run as many elements again. */
  void item() {
    if (++items > FlowLimits.MAX_ITEMS) {
      throw Fault.limit(
          "Loops took more than %,d items without a pause.".formatted(FlowLimits.MAX_ITEMS));
    }
    elements = 0;
  }

  void collected(int more) {
    collected += more;
    if (collected > FlowLimits.MAX_COLLECTED) {
      throw Fault.limit(
          "Sorts, filters and transforms went over more than %,d items without a pause."
              .formatted(FlowLimits.MAX_COLLECTED));
    }
  }

  void screen() {
    if (++screens > FlowLimits.MAX_SCREENS) {
      throw Fault.limit("More than %,d screens.".formatted(FlowLimits.MAX_SCREENS));
    }
  }

  /** The number of the next call. */
  int call() {
    if (calls >= FlowLimits.MAX_CALLS) {
      throw Fault.limit("More than %,d actions.".formatted(FlowLimits.MAX_CALLS));
    }
    return ++calls;
  }
}
