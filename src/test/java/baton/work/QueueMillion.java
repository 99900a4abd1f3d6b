package baton.work;

import baton.app.embedded.CassandraPlace;
import baton.app.embedded.EmbeddedCassandra;
import baton.cluster.CassandraSession;
import baton.cluster.NodeSettings;
import baton.cluster.SchemaMigration;
import baton.definition.Assignee;
import baton.directory.People;
import baton.directory.Principal;
import baton.directory.Queue;
import baton.directory.User;
import baton.work.InboxQuery.Order;
import baton.work.ListStore.BucketAt;
import baton.work.ListStore.IndexPart;
import baton.work.ListStore.PageAt;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.jspecify.annotations.Nullable;

/**
 * Compares a queue of very many open items with one of a hundred; no test. It is a node of work
 * items alone, with an embedded Cassandra. Arguments: how many items; how many more are put into
 * the queue by routing, and of how many of the oldest 99 of 100 are done by routing, in random
 * order; for how many seconds each of these goes on at most.
 *
 * <p>The many are written as a router would have left them, row by row and with the index: bringing
 * a million items one by one before people takes a quarter of an hour on two free cores.
 */
final class QueueMillion {
  private static final int FEW = 100;
  private static final int CALLS = 2_000;
  private static final int PAGE = 50;
  private static final int AT_ONCE = 128;
  private static final int ROWS_AT_ONCE = 50;
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
  private static final Path DATA =
      Path.of("target", "queue-million", Long.toString(ProcessHandle.current().pid()));
  private static final Path HOME =
      Path.of(System.getProperty("baton.cassandra-home", "target/cassandra"));

  private final CqlSession session;
  private final ActorSystem<Void> system;
  private final Routing routing;
  private final InboxReader reader;

  /** Many calls at once are waited for by one thread; failed ones are counted. */
  private final Semaphore free = new Semaphore(AT_ONCE);

  private final AtomicInteger failed = new AtomicInteger();

  private QueueMillion(CqlSession session, NodeSettings settings) {
    this.session = session;
    var people = new People(session, InstantSource.system());
    join(people.putUser(new User("ken", "Ken", "ken@example.org")));
    join(people.putQueue(new Queue("many", "Many", List.of("ken"))));
    join(people.putQueue(new Queue("few", "Few", List.of("ken"))));
    system =
        ActorSystem.create(
            Behaviors.<Void>empty(),
            "baton",
            ActorSystemSetup.create(BootstrapSetup.create(settings.config())));
    var cluster = Cluster.get(system);
    cluster.manager().tell(Join.create(cluster.selfMember().address()));
    var items = new InboxRows(session);
    var lists = new ListRows(session);
    // a mail for each of a million items would measure the outbox
    routing =
        ShardedRouting.start(
            system, items, lists, people, (item, to) -> CompletableFuture.completedFuture(null));
    reader = new InboxReader(items, lists);
  }

  public static void main(String[] arguments) throws Exception {
    var place = CassandraPlace.of(HOME, DATA);
    var cassandra = EmbeddedCassandra.start(place);
    Runtime.getRuntime().addShutdownHook(new Thread(cassandra::kill));
    var settings =
        NodeSettings.load().withCassandra(cassandra.address()).with("baton.http.port = 0");
    try (var session = CassandraSession.open(settings)) {
      new SchemaMigration(session, InstantSource.system()).run(settings.replicationFactor());
      var load = new QueueMillion(session, settings);
      load.measure(
          Integer.parseInt(arguments[0]),
          Integer.parseInt(arguments[1]),
          Duration.ofSeconds(Long.parseLong(arguments[2])));
      load.system.terminate();
      join(load.system.getWhenTerminated());
    } finally {
      cassandra.kill();
      discard();
    }
    System.exit(0);
  }

  private static void discard() throws IOException {
    try (var files = Files.walk(DATA)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }

  private void measure(int written, int routed, Duration most) throws Exception {
    each(FEW, most, i -> routing.place(item("few", (int) i)));
    read("few", Order.NEWEST, null);
    tellHeap("with the short queue");
    var from = System.nanoTime();
    write("many", written);
    tellRate("written", written, from);
    from = System.nanoTime();
    var more = each(routed, most, i -> routing.place(item("many", written + (int) i)));
    tellRate("placed by routing", more, from);
    tellHeap("with the long queue");
    var middle = (written + more) / 2;
    compare("filled", middle);
    from = System.nanoTime();
    var done =
        each(
            routed - routed / 100,
            most,
            i -> routing.withdraw(Items.completed(item("many", shuffled(i, routed)), "ken")));
    tellRate("done by routing", done, from);
    TimeUnit.SECONDS.sleep(45); // what is no longer in the index is dropped in this time
    tellHeap("after that");
    compare("done", middle);
    tellTombstones();
    System.out.printf("asked again because they failed: %d%n", failed.get());
  }

  /** As a router leaves it behind: full buckets in the order of age, and their index. */
  private void write(String queue, int count) throws InterruptedException {
    var insert =
        session.prepare(
            "INSERT INTO baton.work_row (holder, bucket, created_at, item_id, state, item)"
                + " VALUES (?, ?, ?, ?, ?, ?) USING TIMESTAMP 2");
    var holder = new Holder("queue:" + queue);
    var sizes = ListSizes.USUAL;
    var buckets = new ArrayList<BucketAt>();
    for (var from = 0; from < count; from += ROWS_AT_ONCE) {
      if (from % sizes.rowsOfBucket() == 0) {
        buckets.add(new BucketAt(InboxPosition.of(item(queue, from)), UUID.randomUUID()));
      }
      var bucket = buckets.getLast().id();
      var batch = BatchStatement.builder(BatchType.UNLOGGED);
      for (var i = from; i < Math.min(count, from + ROWS_AT_ONCE); i++) {
        var item = item(queue, i);
        batch.addStatement(
            insert.bind(
                holder.text(), bucket, item.createdAt(), item.id(), "OPEN", ItemText.of(item)));
      }
      free.acquire();
      again(from, at -> session.executeAsync(batch.build()));
    }
    free.acquire(AT_ONCE);
    free.release(AT_ONCE);
    var pages = new ArrayList<PageAt>();
    var changed = new TreeMap<Integer, List<BucketAt>>();
    for (var at = 0; at < buckets.size(); at += sizes.bucketsOfPage()) {
      var page = buckets.subList(at, Math.min(buckets.size(), at + sizes.bucketsOfPage()));
      changed.put(pages.size(), page);
      pages.add(new PageAt(page.getFirst().from(), pages.size()));
    }
    join(
        new ListRows(session)
            .writeIndex(
                holder, new IndexPart(1, pages, changed, count, count, ListStore.Notes.NONE), 1));
  }

  /** Each number below the count once, in an order that needs no memory. */
  private static int shuffled(long i, int count) {
    var step = 1_000_003L; // a prime, so it visits all
    return (int) ((i * step + 17) % count);
  }

  /** Starts them in order, some at once, for no longer than given; how many were done. */
  private int each(int count, Duration most, LongFunction<CompletionStage<?>> step)
      throws InterruptedException {
    var until = System.nanoTime() + most.toNanos();
    var next = 0;
    while (next < count && System.nanoTime() < until) {
      free.acquire();
      again(next++, step);
    }
    free.acquire(AT_ONCE);
    free.release(AT_ONCE);
    return next;
  }

  private void again(long i, LongFunction<CompletionStage<?>> step) {
    step.apply(i)
        .whenComplete((done, failure) -> {
          if (failure == null) {
            free.release();
          } else {
            failed.incrementAndGet();
            again(i, step);
          }
        });
  }

  private void compare(String when, int number) {
    var many = new ArrayList<Long>();
    var few = new ArrayList<Long>();
    for (var order : Order.values()) {
      alternate(() -> read("many", order, null), () -> read("few", order, null), many, few);
      tellTimes(
          when + ", page of the " + order.name().toLowerCase(java.util.Locale.ROOT), many, few);
    }
    var middle = new InboxPosition(createdAt(number), "");
    var fewMiddle = new InboxPosition(createdAt(FEW / 2), "");
    alternate(
        () -> read("many", Order.NEWEST, middle),
        () -> read("few", Order.NEWEST, fewMiddle),
        many,
        few);
    tellTimes(when + ", page in the middle", many, few);
    alternate(() -> count("many"), () -> count("few"), many, few);
    tellTimes(when + ", counts", many, few);
    var index = join(new ListRows(session).index(new Holder("queue:many")));
    System.out.printf(
        "%s: %,d open in the long queue, %d buckets in %d pages%n",
        when,
        count("many"),
        index.pages().stream()
            .mapToInt(page -> index.buckets().getOrDefault(page.number(), List.of()).size())
            .sum(),
        index.pages().size());
  }

  private static void alternate(
      Supplier<Object> one, Supplier<Object> other, List<Long> ones, List<Long> others) {
    for (var i = 0; i < CALLS / 4; i++) {
      one.get();
      other.get();
    }
    ones.clear();
    others.clear();
    for (var i = 0; i < CALLS; i++) {
      ones.add(nanos(one));
      others.add(nanos(other));
    }
  }

  private static long nanos(Supplier<Object> call) {
    var from = System.nanoTime();
    call.get();
    return System.nanoTime() - from;
  }

  private Object read(String queue, Order order, @Nullable InboxPosition after) {
    var filter = new InboxFilter.Of(new Assignee(Assignee.Kind.QUEUE, queue));
    var query = new InboxQuery(filter, null, "", InboxQuery.State.OPEN, order, PAGE, after);
    return join(reader.inboxOf(member(queue), query, item -> true)).items().size();
  }

  private int count(String queue) {
    return join(reader.counts(member(queue))).queues().getOrDefault(queue, 0);
  }

  private static Principal member(String queue) {
    return new Principal("ken", "Ken", Set.of(), Set.of(queue));
  }

  private static Instant createdAt(int number) {
    return FIRST.plusMillis(7L * number);
  }

  private static WorkItem item(String queue, int number) {
    var run = "%08x-0000-7000-8000-%012x".formatted(queue.hashCode(), number);
    return new WorkItem(
        run + ".collect_documents.1",
        run,
        "employee_onboarding",
        "Employee onboarding",
        "E-" + number,
        "prepare",
        "collect_documents",
        "Collect documents",
        "collect_documents",
        1,
        Map.of(),
        "Employee",
        queue + "-" + number,
        new Assignee(Assignee.Kind.QUEUE, queue),
        List.of(),
        WorkItem.Status.Assigned,
        null,
        null,
        null,
        1,
        1,
        createdAt(number),
        createdAt(number));
  }

  private static void tellHeap(String when) {
    var used = new long[3];
    for (var i = 0; i < used.length; i++) {
      System.gc();
      used[i] = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1_024;
    }
    System.out.printf("heap after GC, %s: %s KiB%n", when, Arrays.toString(used));
  }

  private static void tellRate(String what, int count, long from) {
    var seconds = (System.nanoTime() - from) / 1e9;
    System.out.printf("%s %,d in %.0f s, %,.0f a second%n", what, count, seconds, count / seconds);
  }

  private static void tellTimes(String what, List<Long> many, List<Long> few) {
    System.out.printf(
        "%s: long queue %s, queue of %d %s%n", what, percentiles(many), FEW, percentiles(few));
  }

  private static String percentiles(List<Long> nanos) {
    var sorted = nanos.stream().sorted().toList();
    return "p50=%.2f ms p99=%.2f ms"
        .formatted(sorted.get(sorted.size() / 2) / 1e6, sorted.get(sorted.size() * 99 / 100) / 1e6);
  }

  private void tellTombstones() {
    var rows =
        session.execute(
            "SELECT * FROM system_views.tombstones_per_read WHERE keyspace_name = 'baton'"
                + " ALLOW FILTERING");
    for (var row : rows) {
      if (row.getString("table_name").startsWith("work_")) {
        System.out.printf("tombstones for each read: %s%n", row.getFormattedContents());
      }
    }
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
