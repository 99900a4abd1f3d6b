package baton.http;

import baton.definition.Assignee;
import baton.directory.Principal;
import baton.run.RunView;
import baton.run.Runs;
import baton.run.WorkItemStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Finds what a person who has finished an item may do next in the same run. */
record NextItem(Runs runs) {
  /** How long a finished item waits for the run to come to the next one of the person. */
  static final Duration WAIT = Duration.ofSeconds(1);

  /** Another open item of the same run that the person may do; only an offer, so it never fails. */
  CompletionStage<@Nullable String> after(String itemId, String runId, Principal person) {
    return runs.settled(runId, WAIT)
        .handle((run, failure) -> failure == null ? run : Optional.<RunView>empty())
        .thenApply(run ->
            run.stream()
                .flatMap(view -> view.stages().stream())
                .flatMap(stage -> stage.steps().stream())
                .flatMap(step -> Optional.ofNullable(step.workItem()).stream())
                .filter(other -> !other.id().equals(itemId) && mayDo(other, person))
                .map(RunView.WorkItemView::id)
                .findFirst()
                .orElse(null));
  }

  private static boolean mayDo(RunView.WorkItemView item, Principal person) {
    var assignee = Assignee.parse(item.assignee());
    var isFor =
        switch (assignee.kind()) {
          case USER -> assignee.name().equals(person.username());
          case GROUP -> person.groups().contains(assignee.name());
          case QUEUE -> person.queues().contains(assignee.name());
        };
    return isFor
        && (item.status() == WorkItemStatus.Assigned
            || (item.status() == WorkItemStatus.Claimed
                && person.username().equals(item.claimedBy())));
  }
}
