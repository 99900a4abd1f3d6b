package baton.directory;

import java.util.SortedSet;

/** Several people under one name: a group or a queue. Members are usernames. */
public sealed interface Circle permits Group, Queue {
  String name();

  String label();

  SortedSet<String> members();

  boolean active();

  Provision provision();
}
