package baton.directory;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** A line of work that its members take from, such as a service desk. */
public record Queue(String name, String label, SortedSet<String> members, boolean active)
    implements Circle {
  public Queue {
    members = Collections.unmodifiableSortedSet(new TreeSet<>(members));
  }

  public Queue(String name, String label, Collection<String> members) {
    this(name, label, new TreeSet<>(members), true);
  }

  public Queue withMembers(Collection<String> others) {
    return new Queue(name, label, new TreeSet<>(others), active);
  }

  public Queue deactivated() {
    return new Queue(name, label, members, false);
  }
}
