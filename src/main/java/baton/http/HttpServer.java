package baton.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.http.javadsl.settings.ServerSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.concurrent.duration.FiniteDuration;

/**
 * The open port of a node; on loopback only, because without sign-in anybody may act as anybody.
 */
public final class HttpServer {
  /** Ports that are tried one after another when the wanted one is taken. */
  static final int PORTS_TRIED = 100;

  /** Longer than the longest wait of a submission. */
  static final Duration REQUEST_TIMEOUT = SubmissionRoutes.MAX_WAIT.plusSeconds(30);

  static final int MAX_CONNECTIONS = 4_096;

  static final Duration IDLE_TIMEOUT = REQUEST_TIMEOUT.plusSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

  private final ServerBinding binding;

  private HttpServer(ServerBinding binding) {
    this.binding = binding;
  }

  /**
   * Opens the first free port from {@code port} on; 0 takes any. Fails with an {@link
   * IllegalArgumentException} that says why for a host that is not loopback.
   */
  public static CompletionStage<HttpServer> start(
      ActorSystem<?> system, String host, int port, Route routes) {
    InetAddress address;
    try {
      address = OpenMode.loopback(host);
    } catch (IllegalArgumentException notLoopback) {
      return CompletableFuture.failedFuture(notLoopback);
    }
    return bind(system, address, port, port == 0 ? 1 : PORTS_TRIED, routes);
  }

  private static CompletionStage<HttpServer> bind(
      ActorSystem<?> system, InetAddress address, int port, int left, Route routes) {
    if (left > 1 && !free(address, port)) {
      return bind(system, address, port + 1, left - 1, routes);
    }
    return Http.get(system)
        .newServerAt(address.getHostAddress(), port)
        .withSettings(settings(system))
        .bind(routes)
        .thenApply(HttpServer::new)
        .exceptionallyCompose(failure ->
            left > 1 && port < 65_535
                ? bind(system, address, port + 1, left - 1, routes)
                : CompletableFuture.failedFuture(failure));
  }

  /** Asked first, because a failed bind is loud in the log. */
  private static boolean free(InetAddress address, int port) {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(address, port));
      return true;
    } catch (IOException taken) {
      LOG.info("port {} is taken", port);
      return false;
    }
  }

  private static ServerSettings settings(ActorSystem<?> system) {
    var settings = ServerSettings.create(system.classicSystem());
    return settings
        .withServerHeader(Optional.empty())
        .withVerboseErrorMessages(false)
        .withMaxConnections(MAX_CONNECTIONS)
        .withTransparentHeadRequests(true)
        .withParsingErrorHandler(MalformedRequests.class.getName())
        .withTimeouts(
            settings
                .getTimeouts()
                .withRequestTimeout(scala(REQUEST_TIMEOUT))
                .withIdleTimeout(scala(IDLE_TIMEOUT)));
  }

  private static FiniteDuration scala(Duration duration) {
    return FiniteDuration.create(duration.toMillis(), TimeUnit.MILLISECONDS);
  }

  public int port() {
    return binding.localAddress().getPort();
  }

  /** Such as {@code http://127.0.0.1:8080}. */
  public String address() {
    var host = binding.localAddress().getAddress().getHostAddress();
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port();
  }

  /** Takes no new requests, and lets those in progress come to an end until the time is over. */
  public CompletionStage<Done> stop(Duration deadline) {
    return binding.terminate(deadline).thenApply(terminated -> Done.getInstance());
  }
}
