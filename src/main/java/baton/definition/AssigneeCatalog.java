package baton.definition;

import java.util.concurrent.CompletionStage;

/** What a definition must know of users, groups and queues, to be checked against them. */
public interface AssigneeCatalog {
  CompletionStage<Standing> standing(Assignee assignee);

  enum Standing {
    ACTIVE,
    INACTIVE,
    UNKNOWN
  }
}
