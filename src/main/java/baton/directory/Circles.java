package baton.directory;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;

/** The groups, or the queues, and which of them each person belongs to. */
final class Circles<C extends Circle> {
  private final TreePMap<String, Entry<C>> byName;
  private final TreePMap<String, TreePSet<String>> byMember;

  private Circles(TreePMap<String, Entry<C>> byName, TreePMap<String, TreePSet<String>> byMember) {
    this.byName = byName;
    this.byMember = byMember;
  }

  static <C extends Circle> Circles<C> none() {
    return new Circles<>(TreePMap.empty(), TreePMap.empty());
  }

  Circles<C> with(Entry<C> entry) {
    var circle = entry.value();
    var name = circle.name();
    var before = byName.get(name);
    var members = byMember;
    if (before != null) {
      for (var former : before.value().members()) {
        if (!circle.members().contains(former)) {
          members = without(members, former, name);
        }
      }
    }
    for (var member : circle.members()) {
      if (before == null || !before.value().members().contains(member)) {
        members = members.plus(member, members.getOrDefault(member, TreePSet.empty()).plus(name));
      }
    }
    return new Circles<>(byName.plus(name, entry), members);
  }

  private static TreePMap<String, TreePSet<String>> without(
      TreePMap<String, TreePSet<String>> members, String member, String name) {
    var left = members.getOrDefault(member, TreePSet.empty()).minus(name);
    return left.isEmpty() ? members.minus(member) : members.plus(member, left);
  }

  Collection<Entry<C>> entries() {
    return byName.values();
  }

  Optional<Entry<C>> entry(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  Set<String> of(String username) {
    return byMember.getOrDefault(username, TreePSet.empty());
  }

  Set<String> activeOf(String username) {
    var names = new TreeSet<String>();
    for (var name : of(username)) {
      if (entry(name).map(entry -> entry.value().active()).orElse(false)) {
        names.add(name);
      }
    }
    return names;
  }
}
