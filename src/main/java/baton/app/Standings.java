package baton.app;

import baton.definition.Assignee;
import baton.definition.AssigneeCatalog;
import baton.directory.People;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Tells definitions who can be assigned work. */
record Standings(People people) implements AssigneeCatalog {
  @Override
  public CompletionStage<Standing> standing(Assignee assignee) {
    return switch (assignee.kind()) {
      case USER ->
          people.user(assignee.name()).thenApply(found -> standing(found.map(u -> u.active())));
      case GROUP ->
          people.group(assignee.name()).thenApply(found -> standing(found.map(g -> g.active())));
      case QUEUE ->
          people.queue(assignee.name()).thenApply(found -> standing(found.map(q -> q.active())));
    };
  }

  private static Standing standing(Optional<Boolean> active) {
    return active.map(is -> is ? Standing.ACTIVE : Standing.INACTIVE).orElse(Standing.UNKNOWN);
  }
}
