package baton.http;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.delete;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.put;

import baton.directory.Circle;
import baton.directory.DirectoryReply;
import baton.directory.Group;
import baton.directory.People;
import baton.directory.Queue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;

/** Shows and changes groups or queues, and who is a member of them. */
final class CircleRoutes<C extends Circle> {
  /** What can be done to circles of one kind. */
  private interface Door<C extends Circle> {
    CompletionStage<List<C>> all();

    CompletionStage<Optional<C>> one(String name);

    CompletionStage<DirectoryReply<C>> put(
        String name, String label, TreeSet<String> members, boolean active);

    CompletionStage<DirectoryReply<C>> setMember(String name, String username, boolean member);
  }

  private final String resource;
  private final Door<C> door;
  private final Identity identity;

  private CircleRoutes(String resource, Door<C> door, Identity identity) {
    this.resource = resource;
    this.door = door;
    this.identity = identity;
  }

  record Circles(List<CircleShape> items, @Nullable String nextCursor) {}

  /** A group or a queue as the API shows one. */
  record CircleShape(String name, String label, SortedSet<String> members, boolean active) {
    static CircleShape of(Circle circle) {
      return new CircleShape(circle.name(), circle.label(), circle.members(), circle.active());
    }
  }

  record Change(@Required String label, @Nullable List<String> members, @Nullable Boolean active) {}

  static CircleRoutes<Group> groups(People people, Identity identity) {
    return new CircleRoutes<>(
        "group",
        new Door<>() {
          @Override
          public CompletionStage<List<Group>> all() {
            return people.groups();
          }

          @Override
          public CompletionStage<Optional<Group>> one(String name) {
            return people.group(name);
          }

          @Override
          public CompletionStage<DirectoryReply<Group>> put(
              String name, String label, TreeSet<String> members, boolean active) {
            return people.putGroup(new Group(name, label, members, active));
          }

          @Override
          public CompletionStage<DirectoryReply<Group>> setMember(
              String name, String username, boolean member) {
            return people.setGroupMember(name, username, member);
          }
        },
        identity);
  }

  static CircleRoutes<Queue> queues(People people, Identity identity) {
    return new CircleRoutes<>(
        "queue",
        new Door<>() {
          @Override
          public CompletionStage<List<Queue>> all() {
            return people.queues();
          }

          @Override
          public CompletionStage<Optional<Queue>> one(String name) {
            return people.queue(name);
          }

          @Override
          public CompletionStage<DirectoryReply<Queue>> put(
              String name, String label, TreeSet<String> members, boolean active) {
            return people.putQueue(new Queue(name, label, members, active));
          }

          @Override
          public CompletionStage<DirectoryReply<Queue>> setMember(
              String name, String username, boolean member) {
            return people.setQueueMember(name, username, member);
          }
        },
        identity);
  }

  Route routes() {
    var all = resource + "s";
    return concat(
        path(all, () -> get(this::list)),
        path(
            Paths.under(all),
            name ->
                Parameters.only(
                    List.of(),
                    () ->
                        concat(
                            get(() ->
                                Replies.found(door.one(name), resource, name, CircleShape::of)),
                            put(() -> change(name))))),
        path(
            Paths.under(all).slash("members").slash(Paths.name()),
            (name, username) ->
                Parameters.only(
                    List.of(),
                    () ->
                        concat(
                            put(() -> member(name, username, true)),
                            delete(() -> member(name, username, false))))));
  }

  /** All of them, as those ask that offer a choice; or a page, where a limit is given. */
  private Route list() {
    return Parameters.only(
        List.of("search", "limit", "cursor"),
        () ->
            Parameters.text(
                "search",
                PeopleRoutes.LONGEST_SEARCH_CHARACTERS,
                search ->
                    Parameters.number(
                        "limit",
                        1,
                        Parameters.MAX_LIMIT,
                        Integer.MAX_VALUE - 1,
                        limit ->
                            Parameters.text(
                                "cursor",
                                Parameters.MAX_CURSOR_CHARACTERS,
                                cursor ->
                                    Replies.later(
                                        door.all(),
                                        found ->
                                            Replies.ok(
                                                page(found, search, limit, cursor.orElse(""))))))));
  }

  private static Circles page(
      List<? extends Circle> all, Optional<String> search, int limit, String after) {
    var sought = search.orElse("").strip().toLowerCase(Locale.ROOT);
    var found =
        all.stream()
            .filter(circle -> circle.name().compareTo(after) > 0)
            .filter(circle ->
                PeopleRoutes.contains(circle.name(), sought)
                    || PeopleRoutes.contains(circle.label(), sought))
            .limit(limit + 1L)
            .map(CircleShape::of)
            .toList();
    var page = found.subList(0, Math.min(limit, found.size()));
    return new Circles(page, found.size() > limit ? page.getLast().name() : null);
  }

  private Route change(String name) {
    return identity.acting(person ->
        Bodies.json(
            Change.class,
            change ->
                Replies.later(
                    members(name, change)
                        .thenCompose(members ->
                            door.put(
                                name,
                                change.label(),
                                members,
                                !Boolean.FALSE.equals(change.active()))),
                    reply -> PeopleRoutes.answered(resource, reply, CircleShape::of))));
  }

  /** Those given, else those there are. */
  private CompletionStage<TreeSet<String>> members(String name, Change change) {
    return door.one(name)
        .thenApply(before ->
            change.members() != null
                ? new TreeSet<>(change.members())
                : before.map(c -> new TreeSet<>(c.members())).orElseGet(TreeSet::new));
  }

  private Route member(String name, String username, boolean member) {
    return identity.acting(person ->
        Replies.later(
            door.setMember(name, username, member),
            reply -> PeopleRoutes.answered(resource, reply, CircleShape::of)));
  }
}
