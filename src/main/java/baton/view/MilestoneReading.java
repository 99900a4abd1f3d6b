package baton.view;

import baton.run.RunEvent;
import baton.view.Histories.MilestonePage;
import java.util.ArrayList;
import java.util.List;

/** Reads one page of milestones off the events of a run, and keeps where it ended. */
final class MilestoneReading {
  private final Milestones milestones;
  private final long after;
  private final int atMost;
  private final List<Milestone> found = new ArrayList<>();
  private Milestones atEnd;
  private boolean more;

  /**
   * @param milestones as they were at an event before the page, and are told all events from there
   */
  MilestoneReading(Milestones milestones, long after, int atMost) {
    this.milestones = milestones;
    this.atEnd = milestones;
    this.after = after;
    this.atMost = atMost;
  }

  /** Takes the next event; false as soon as it is known what the page is. */
  boolean goesOn(long sequence, RunEvent event) {
    var next = milestones.next(sequence, event);
    if (next.isPresent() && sequence > after) {
      if (found.size() == atMost) {
        more = true;
        return false;
      }
      found.add(next.get());
      if (found.size() == atMost) {
        atEnd = milestones.copy();
      }
    }
    return true;
  }

  MilestonePage page() {
    return new MilestonePage(List.copyOf(found), more);
  }

  /** The milestones right behind the last of the page, if there are more. */
  Milestones atEndOfPage() {
    return atEnd;
  }
}
