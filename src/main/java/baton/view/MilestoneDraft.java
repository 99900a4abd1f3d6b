package baton.view;

import baton.view.Milestone.Subject;
import baton.view.Milestone.What;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A milestone while it is written; what is not said stays open. */
final class MilestoneDraft {
  private final Subject subject;
  private final String name;
  private final int visit;
  private final What what;
  private @Nullable Long tookMillis;
  private @Nullable String actor;
  private @Nullable String assignee;
  private @Nullable String record;
  private @Nullable String comments;
  private @Nullable String reason;
  private @Nullable String fault;

  MilestoneDraft(Subject subject, String name, int visit, What what) {
    this.subject = subject;
    this.name = name;
    this.visit = visit;
    this.what = what;
  }

  MilestoneDraft took(@Nullable Long millis) {
    tookMillis = millis;
    return this;
  }

  MilestoneDraft by(@Nullable String who) {
    actor = who;
    return this;
  }

  MilestoneDraft about(@Nullable String whom, @Nullable String which) {
    assignee = whom;
    record = which;
    return this;
  }

  MilestoneDraft comments(@Nullable String text) {
    comments = text;
    return this;
  }

  MilestoneDraft reason(@Nullable String text) {
    reason = text;
    return this;
  }

  MilestoneDraft fault(@Nullable String text) {
    fault = text;
    return this;
  }

  Milestone at(long sequence, Instant time) {
    return new Milestone(
        sequence,
        time,
        subject,
        name,
        visit,
        what,
        tookMillis,
        actor,
        assignee,
        record,
        comments,
        reason,
        fault);
  }
}
