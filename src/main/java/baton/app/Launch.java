package baton.app;

import baton.app.embedded.CassandraPlace;
import baton.app.embedded.EmbeddedCassandra;
import baton.cluster.CassandraSession;
import baton.cluster.NodeSettings;
import baton.cluster.SchemaMigration;
import com.datastax.oss.driver.api.core.CqlSession;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The way of one process from its settings to its end: Cassandra, schema, node, and back. */
final class Launch {
  /** The process ended by itself although nobody asked it to. */
  static final int FAILED_LATER = 3;

  private final Console console;
  private final Ending ending;
  private final CompletableFuture<String> failure = new CompletableFuture<>();

  Launch(Console console, Ending ending) {
    this.console = console;
    this.ending = ending;
  }

  /** Ends this process when the one that started it ends. */
  void leaveWithParent() {
    var parent = ProcessHandle.current().parent();
    if (parent.isEmpty()) {
      System.exit(0);
    }
    parent.get().onExit().thenRun(() -> new Thread(() -> System.exit(0), "orphan").start());
  }

  /** Starts an embedded Cassandra, and gives the settings that lead to it. */
  NodeSettings withEmbeddedCassandra(NodeSettings settings) {
    return settings.withCassandra(
        cassandra(settings, settings.data().resolve("cassandra"), 0).address());
  }

  EmbeddedCassandra cassandra(NodeSettings settings, Path data, int port) {
    var place = CassandraPlace.of(settings.cassandraHome(), data).withPort(port);
    console.say("Cassandra is starting, its data is in " + data.toAbsolutePath().normalize());
    var cassandra =
        EmbeddedCassandra.start(settings.cassandraJava().map(place::withJava).orElse(place));
    ending.add(cassandra::close);
    cassandra
        .ended()
        .thenRun(() ->
            fail(
                "Cassandra ended unasked; its last words are in "
                    + data.resolve("cassandra.log").toAbsolutePath().normalize()));
    console.say(
        "Cassandra is up at %s:%d on Java %d, process %d"
            .formatted(
                cassandra.address().getHostString(),
                cassandra.address().getPort(),
                cassandra.javaVersion(),
                cassandra.pid()));
    return cassandra;
  }

  Node node(NodeSettings settings, Rooms rooms) {
    var session = CassandraSession.open(settings);
    ending.add(session::close);
    var schema = CompletableFuture.runAsync(() -> migrate(session, settings));
    var node = Node.start(settings, session, schema, rooms);
    ending.add(node::stop);
    node.left().thenRun(() -> fail("The node left the cluster unasked"));
    console.say("Node is up");
    console.paste("export BATON=" + node.address());
    return node;
  }

  private void migrate(CqlSession session, NodeSettings settings) {
    var applied =
        new SchemaMigration(session, InstantSource.system()).run(settings.replicationFactor());
    console.say(
        applied.isEmpty()
            ? "Schema is up to date"
            : "Schema: applied " + String.join(", ", applied));
  }

  /** Does something beside the node, until it is done or the process ends. */
  void beside(String name, Runnable task) {
    var thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (RuntimeException stopped) {
                if (!ending.begun()) {
                  console.say(name + " stopped: " + stopped.getMessage());
                }
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }

  private void fail(String words) {
    if (!ending.begun()) {
      failure.complete(words);
    }
  }

  /** Waits for something to fail, which it says, or for a signal, which ends the process. */
  int untilTheEnd() {
    try {
      console.say(failure.join() + ": this process ends");
      return FAILED_LATER;
    } catch (CompletionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
