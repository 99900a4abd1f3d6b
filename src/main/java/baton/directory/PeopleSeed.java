package baton.directory;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A small company to try things with: what the directory holds in dev. */
final class PeopleSeed {
  private static final List<User> USERS =
      List.of(
          new User("ada", "Ada Okafor", "ada@example.org"),
          new User("barbara", "Barbara Novak", "barbara@example.org"),
          new User("dennis", "Dennis Iversen", "dennis@example.org"),
          new User("edsger", "Edsger Visser", "edsger@example.org"),
          new User("grace", "Grace Lindqvist", "grace@example.org"),
          new User("hedy", "Hedy Moreau", "hedy@example.org"),
          new User("katherine", "Katherine Ramos", "katherine@example.org"),
          new User("ken", "Ken Nakamura", "ken@example.org"),
          new User("linus", "Linus Berger", "linus@example.org"),
          new User("margaret", "Margaret Doyle", "margaret@example.org"),
          new User("radia", "Radia Haddad", "radia@example.org"));

  private static final List<Group> GROUPS =
      List.of(
          new Group("hr", "Human resources", List.of("barbara", "hedy")),
          new Group("managers", "Managers", List.of("ada", "grace", "margaret")),
          new Group("engineering", "Engineering", List.of("dennis", "ken", "linus", "radia")),
          new Group("sales", "Sales", List.of("edsger", "hedy")),
          new Group("finance", "Finance", List.of("ada", "katherine")),
          new Group("legal", "Legal", List.of("edsger")));

  private static final List<Queue> QUEUES =
      List.of(
          new Queue("it_support", "IT support", List.of("ken", "linus")),
          new Queue("hr", "HR desk", List.of("barbara", "hedy")),
          new Queue("hr_leads", "HR leads", List.of("barbara")),
          new Queue("facilities", "Facilities", List.of("dennis", "margaret")),
          new Queue("incident_desk", "Incident desk", List.of("grace", "linus", "radia")),
          new Queue("deal_desk", "Deal desk", List.of("edsger", "katherine")),
          new Queue("legal", "Legal desk", List.of("edsger")));

  private PeopleSeed() {}

  /** One after the other: members must be there before what they belong to. */
  static CompletionStage<Void> into(People people, Directory directory) {
    CompletionStage<Void> last = CompletableFuture.completedFuture(null);
    for (var user : USERS) {
      if (directory.user(user.username()).isEmpty()) {
        last = last.thenCompose(done -> stored(people.putUser(user)));
      }
    }
    for (var group : GROUPS) {
      if (directory.group(group.name()).isEmpty()) {
        last = last.thenCompose(done -> stored(people.putGroup(group)));
      }
    }
    for (var queue : QUEUES) {
      if (directory.queue(queue.name()).isEmpty()) {
        last = last.thenCompose(done -> stored(people.putQueue(queue)));
      }
    }
    return last;
  }

  private static <T> CompletionStage<Void> stored(CompletionStage<DirectoryReply<T>> reply) {
    return reply.thenApply(answer -> {
      if (answer instanceof DirectoryReply.Saved<T>) {
        return null;
      }
      throw new IllegalStateException("a seeded entry is not acceptable: " + answer);
    });
  }
}
