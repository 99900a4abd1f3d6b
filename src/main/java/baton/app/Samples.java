package baton.app;

import baton.document.Definitions;
import baton.document.Document.Format;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The orchestrations that a fresh dev node has, each with its flows. */
final class Samples {
  private static final String FOLDER = "/samples/";
  private static final String OWNER = "ada";

  /** One orchestration: its folder, and the flows in the order of their use. */
  record Sample(String folder, List<String> flows) {
    String name() {
      return folder.replace('-', '_');
    }

    String orchestration() {
      return text(folder + "/orchestration.yaml");
    }

    String flow(String flow) {
      return text(folder + "/flows/" + flow + ".yaml");
    }
  }

  private final Definitions flows;
  private final Definitions orchestrations;

  Samples(Definitions flows, Definitions orchestrations) {
    this.flows = flows;
    this.orchestrations = orchestrations;
  }

  static List<Sample> all() {
    var all = new ArrayList<Sample>();
    for (var line : text("index.txt").lines().toList()) {
      var colon = line.indexOf(':');
      all.add(
          new Sample(
              line.substring(0, colon), List.of(line.substring(colon + 1).strip().split(" "))));
    }
    return all;
  }

  /** Deploys and activates them; what has an active version already stays as it is. */
  CompletionStage<Void> deploy() {
    CompletionStage<Void> last = CompletableFuture.completedStage(null);
    for (var sample : all()) {
      for (var flow : sample.flows()) {
        last = last.thenCompose(done -> unlessActive(flows, flow, sample.flow(flow)));
      }
      last =
          last.thenCompose(
              done -> unlessActive(orchestrations, sample.name(), sample.orchestration()));
    }
    return last;
  }

  private static CompletionStage<Void> unlessActive(Definitions door, String name, String text) {
    return door.active(name)
        .thenCompose(active ->
            active.isPresent() ? CompletableFuture.completedStage(null) : deploy(door, name, text));
  }

  private static CompletionStage<Void> deploy(Definitions door, String name, String text) {
    return door.deploy(name, name + ".yaml", text, Format.YAML, OWNER)
        .thenCompose(answer ->
            answer instanceof Definitions.Deployment.Deployed deployed
                ? door.activate(name, deployed.version(), OWNER)
                : CompletableFuture.failedStage(notAccepted(name, answer)))
        .thenAccept(answer -> {
          if (!(answer instanceof Definitions.Activation.Activated)) {
            throw notAccepted(name, answer);
          }
        });
  }

  private static IllegalStateException notAccepted(String name, Object answer) {
    return new IllegalStateException("sample " + name + " is not accepted: " + answer);
  }

  private static String text(String file) {
    try (var in = Samples.class.getResourceAsStream(FOLDER + file)) {
      if (in == null) {
        throw new IllegalStateException("there is no sample " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
