package baton.directory;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** People who belong together, such as a department; its work is shared by all of them. */
public record Group(String name, String label, SortedSet<String> members, boolean active)
    implements Circle {
  public Group {
    members = Collections.unmodifiableSortedSet(new TreeSet<>(members));
  }

  public Group(String name, String label, Collection<String> members) {
    this(name, label, new TreeSet<>(members), true);
  }

  public Group withMembers(Collection<String> others) {
    return new Group(name, label, new TreeSet<>(others), active);
  }

  public Group deactivated() {
    return new Group(name, label, members, false);
  }
}
