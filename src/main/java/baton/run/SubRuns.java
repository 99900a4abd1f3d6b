package baton.run;

import baton.run.RunEvent.StepStarted;
import baton.run.RunEvent.SubRunEnded;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sub-runs that a run has anything to say to or to hear from, by their ids. */
public record SubRuns(Map<String, SubRun> byId) {
  static final SubRuns NONE = new SubRuns(Map.of());

  @Nullable SubRun get(String id) {
    return byId.get(id);
  }

  Collection<SubRun> all() {
    return byId.values();
  }

  /** With the one that an attempt of a step wants, if it wants one. */
  SubRuns with(StepStarted e) {
    return e.subRun() == null
        ? this
        : with(
            new SubRun(
                e.subRun(),
                e.step(),
                e.visit(),
                e.attempt(),
                e.flow(),
                e.flowVersion(),
                SubRun.Stand.WANTED));
  }

  SubRuns begun(String id) {
    return with(known(id).with(SubRun.Stand.BEGUN));
  }

  /** One in error may still go on; the others have nothing more to say. */
  SubRuns ended(SubRunEnded e) {
    if (e.status() == RunStatus.Error) {
      return with(known(e.subRun()).with(SubRun.Stand.FAILED));
    }
    var left = new LinkedHashMap<>(byId);
    left.remove(e.subRun());
    return new SubRuns(Collections.unmodifiableMap(left));
  }

  private SubRun known(String id) {
    var found = byId.get(id);
    if (found == null) {
      throw new IllegalStateException("no sub-run " + id);
    }
    return found;
  }

  private SubRuns with(SubRun sub) {
    var all = new LinkedHashMap<>(byId);
    all.put(sub.id(), sub);
    return new SubRuns(Collections.unmodifiableMap(all));
  }
}
