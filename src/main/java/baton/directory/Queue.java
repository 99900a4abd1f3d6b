package baton.directory;

import java.util.Collection;
import java.util.SortedSet;
import org.pcollections.TreePSet;

/** A line of work that its members take from, such as a service desk. */
public record Queue(
    String name, String label, SortedSet<String> members, boolean active, Provision provision)
    implements Circle {
  public Queue {
    members = TreePSet.from(members);
  }

  public Queue(String name, String label, Collection<String> members) {
    this(name, label, TreePSet.from(members), true);
  }

  public Queue(String name, String label, SortedSet<String> members, boolean active) {
    this(name, label, members, active, Provision.NONE);
  }

  public Queue withMembers(Collection<String> others) {
    return new Queue(name, label, TreePSet.from(others), active, provision);
  }

  public Queue deactivated() {
    return new Queue(name, label, members, false, provision);
  }

  public Queue with(Provision other) {
    return new Queue(name, label, members, active, other);
  }
}
