package baton.http;

import baton.directory.DirectoryInMemory;
import baton.directory.People;
import baton.record.RecordsInMemory;
import baton.task.TasksInMemory;
import baton.view.ListRebuild;
import baton.work.CaughtMail;
import baton.work.ItemsInMemory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;

/** A node with doors that work in memory behind a real socket. */
final class NodeForTests implements AutoCloseable {
  final People people;
  final ItemsInMemory items;
  final RunsInMemory runs = new RunsInMemory();
  final DefinitionsInMemory orchestrations = new DefinitionsInMemory();
  final DefinitionsInMemory flows = new DefinitionsInMemory();
  final TasksInMemory tasks = new TasksInMemory();
  final InterviewsInMemory interviews;
  final RecordsInMemory records = new RecordsInMemory();
  volatile Optional<String> notReady = Optional.empty();

  private final ActorTestKit kit = ActorTestKit.create();
  private final HttpServer server;
  private final ContractClient client;

  NodeForTests() {
    this(DirectoryInMemory.seeded());
  }

  NodeForTests(People people) {
    this(people, Cors.NOBODY);
  }

  NodeForTests(People people, Cors cors) {
    this.people = people;
    items = new ItemsInMemory(people);
    interviews = new InterviewsInMemory(items.door());
    var mail =
        new CaughtMail(
            "m1",
            "baton@example.org",
            List.of("ada@example.org"),
            "Set up laptop",
            "Please set up a laptop.",
            "<p>Please set up a laptop.</p>",
            "m1@example.org",
            Instant.parse("2026-11-22T09:00:00Z"));
    var doors =
        new Doors(
            orchestrations,
            flows,
            runs,
            runs,
            place ->
                CompletableFuture.completedFuture(
                    new ListRebuild.Part(
                        3,
                        2,
                        List.of(new ListRebuild.Failed("r3", "no definition")),
                        place < 0 ? Optional.of("7") : Optional.empty())),
            runs,
            items.door(),
            tasks,
            interviews,
            people,
            records,
            records,
            Optional.of(() -> List.of(mail)),
            () -> CompletableFuture.completedFuture(notReady));
    server =
        HttpServer.start(kit.system(), "127.0.0.1", 0, Routes.of(doors, cors))
            .toCompletableFuture()
            .join();
    client = new ContractClient(server.address());
  }

  String address() {
    return server.address();
  }

  int port() {
    return server.port();
  }

  /** The documented operations that were called. */
  Set<String> exercised() {
    return client.exercised();
  }

  /** A request that is made with {@link ContractClient.Call#send}. */
  ContractClient.Call call(String method, String path) {
    return client.call(method, path);
  }

  ContractClient.Answer get(String path) {
    return client.get(path);
  }

  /** As ada, with a JSON body if there is one. */
  ContractClient.Answer post(String path, String json) {
    return call("POST", path).as("ada").json(json).send();
  }

  ContractClient.Answer put(String path, String json) {
    return call("PUT", path).as("ada").json(json).send();
  }

  @Override
  public void close() {
    server.stop(Duration.ofSeconds(1)).toCompletableFuture().join();
    kit.shutdownTestKit();
  }
}
