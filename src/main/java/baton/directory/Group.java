package baton.directory;

import java.util.Collection;
import java.util.SortedSet;
import org.pcollections.TreePSet;

/** People who belong together, such as a department; its work is shared by all of them. */
public record Group(
    String name, String label, SortedSet<String> members, boolean active, Provision provision)
    implements Circle {
  public Group {
    members = TreePSet.from(members);
  }

  public Group(String name, String label, Collection<String> members) {
    this(name, label, TreePSet.from(members), true);
  }

  public Group(String name, String label, SortedSet<String> members, boolean active) {
    this(name, label, members, active, Provision.NONE);
  }

  public Group withMembers(Collection<String> others) {
    return new Group(name, label, TreePSet.from(others), active, provision);
  }

  public Group deactivated() {
    return new Group(name, label, members, false, provision);
  }

  public Group with(Provision other) {
    return new Group(name, label, members, active, other);
  }
}
