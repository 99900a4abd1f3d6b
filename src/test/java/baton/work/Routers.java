package baton.work;

import baton.directory.People;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.AskPattern;

/** Routing by real routers of one actor system, without a cluster. */
final class Routers implements Routing {
  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  private final ActorTestKit kit;
  private final InboxStore store;
  private final ListStore lists;
  private final Placing placing;
  private final Map<Holder, ActorRef<WorkRouter.Command>> routers = new ConcurrentHashMap<>();
  final List<String> told = java.util.Collections.synchronizedList(new ArrayList<>());
  Instant now = Items.CREATED;

  Routers(ActorTestKit kit, InboxStore store, ListStore lists, People people) {
    this.kit = kit;
    this.store = store;
    this.lists = lists;
    this.placing = new Placing(store, people, this::tell, this::file);
  }

  private CompletionStage<Void> tell(WorkItem item, Recipients.Persons to) {
    to.users()
        .forEach(user -> told.add(item.id() + "#" + item.assignment() + " " + user.username()));
    return CompletableFuture.completedFuture(null);
  }

  private CompletionStage<Void> file(Holder holder, InboxStore.Entry entry, long stamp) {
    return AskPattern.<WorkRouter.Command, Done>ask(
            router(holder),
            replyTo -> new WorkRouter.File(entry, stamp, replyTo),
            TIMEOUT,
            kit.scheduler())
        .thenApply(done -> null);
  }

  /** The next message finds a new router, as after a crash. */
  void crash(String holder) {
    var router = routers.remove(new Holder(holder));
    if (router != null) {
      kit.stop(router);
    }
  }

  ActorRef<WorkRouter.Command> router(Holder holder) {
    return routers.computeIfAbsent(
        holder, h -> kit.spawn(WorkRouter.create(h, store, lists, placing, () -> now)));
  }

  @Override
  public CompletionStage<WorkRouter.Reply> place(WorkItem item) {
    return AskPattern.ask(
        router(Holder.of(item.assignee())),
        replyTo -> new WorkRouter.Place(item, replyTo),
        TIMEOUT,
        kit.scheduler());
  }

  @Override
  public CompletionStage<WorkRouter.Reply> withdraw(WorkItem item) {
    return AskPattern.ask(
        router(Holder.of(item.assignee())),
        replyTo -> new WorkRouter.Withdraw(item, replyTo),
        TIMEOUT,
        kit.scheduler());
  }
}
