package baton.flow;

import baton.document.Definitions;
import baton.document.Document;
import baton.document.Document.Format;
import baton.document.Problems;
import baton.document.Versions;
import baton.expression.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The door to all flows: their texts, versions, and what they compile to on this node.
 *
 * <p>A flow that is loaded is bound to the versions of the flows it calls that were active then. A
 * failed stage means that the store did not answer: try again.
 */
public final class Flows implements Definitions, FlowSource {
  private final Versions versions;
  private final Actions actions;
  private final CompiledFlows compiled;

  public Flows(Versions versions, Actions actions) {
    this.versions = versions;
    this.actions = actions;
    this.compiled = new CompiledFlows(versions, actions);
  }

  /**
   * Keeps a text as a new draft version, complete or not; refuses what cannot be read, and what has
   * another name.
   */
  @Override
  public CompletionStage<Deployment> deploy(
      String name, String file, String text, Format format, String by) {
    var problems = new Problems();
    var document = Document.read(file, text, format, problems);
    if (document == null) {
      return done(new Deployment.Refused(problems.list()));
    }
    FlowReader.checkName(document, name, problems);
    var named = !problems.hasErrors();
    return checked(document, problems)
        .thenCompose(found ->
            named ? put(name, document, text, by, found) : done(new Deployment.Refused(found)));
  }

  private CompletionStage<Deployment> put(
      String name, Document document, String text, String by, List<Problem> problems) {
    return versions
        .put(name, FlowReader.label(document, name), text, document.format(), by)
        .thenApply(stored -> new Deployment.Deployed(stored.version(), stored.created(), problems));
  }

  /** All that activation would say to a text; keeps nothing. */
  @Override
  public CompletionStage<List<Problem>> check(String file, String text, Format format) {
    var problems = new Problems();
    var document = Document.read(file, text, format, problems);
    return document == null ? done(problems.list()) : checked(document, problems);
  }

  /** Makes a version the one that begins from now on, unless there is anything wrong with it. */
  @Override
  public CompletionStage<Activation> activate(String name, int version, String by) {
    return versions
        .text(name, version)
        .thenCompose(
            text -> text.isEmpty() ? done(new Activation.Unknown()) : activate(text.get(), by));
  }

  private CompletionStage<Activation> activate(Versions.Text text, String by) {
    var problems = new Problems();
    var document = Document.read(text.name(), text.text(), text.format(), problems);
    if (document == null) {
      return done(new Activation.Refused(problems.list()));
    }
    return checked(document, problems)
        .thenCompose(found ->
            problems.hasErrors()
                ? done(new Activation.Refused(found))
                : versions
                    .activate(text.name(), text.version(), by)
                    .thenApply(head ->
                        head.isEmpty()
                            ? new Activation.Unknown()
                            : new Activation.Activated(found)));
  }

  /** Reads the text against the flows that it calls; tells what was told before, too. */
  private CompletionStage<List<Problem>> checked(Document document, Problems problems) {
    var called = new HashMap<String, Flow>();
    CompletionStage<Void> loaded = CompletableFuture.completedStage(null);
    for (var name : FlowReader.calledFlows(document)) {
      loaded =
          loaded
              .thenCompose(nothing -> loadActive(name))
              .thenAccept(found -> found.ifPresent(flow -> called.put(name, flow)));
    }
    return loaded
        .thenCompose(nothing -> recordTypes(document))
        .thenApply(types -> {
          FlowReader.read(document, new Surroundings(actions, called, types), problems);
          return problems.list();
        });
  }

  private CompletionStage<Map<String, Records.RecordType>> recordTypes(Document document) {
    return RecordTypes.of(actions.records(), FlowReader.recordTypes(document));
  }

  @Override
  public CompletionStage<Optional<Flow>> load(String name, int version) {
    return compiled.load(name, version).thenCompose(this::bound);
  }

  /** The active version, ready to run; empty where none is active. */
  public CompletionStage<Optional<Flow>> loadActive(String name) {
    return versions
        .active(name)
        .thenCompose(
            active -> active.isEmpty() ? done(Optional.empty()) : load(name, active.get()));
  }

  @Override
  public CompletionStage<Optional<Flow>> load(
      String name, int version, Map<String, Integer> subflowVersions) {
    var subflows = new HashMap<String, Flow>();
    CompletionStage<Void> loaded = CompletableFuture.completedStage(null);
    for (var each : subflowVersions.entrySet()) {
      loaded =
          loaded
              .thenCompose(nothing -> compiled.load(each.getKey(), each.getValue()))
              .thenAccept(found -> found.ifPresent(flow -> subflows.put(each.getKey(), flow)));
    }
    return loaded
        .thenCompose(nothing -> compiled.load(name, version))
        .thenApply(found -> found.map(flow -> flow.with(subflows)));
  }

  private CompletionStage<Optional<Flow>> bound(Optional<Flow> flow) {
    return flow.isEmpty()
        ? done(flow)
        : compiled.called(flow.get()).thenApply(all -> Optional.of(flow.get().with(all)));
  }

  /** The active version if this node has it in memory, with all it calls; asks for it if not. */
  public @Nullable Flow loaded(String name) {
    var active = versions.activeVersion(name);
    return active == null ? null : loaded(name, active);
  }

  public @Nullable Flow loaded(String name, int version) {
    var flow = compiled.loaded(name, version);
    var all = flow == null ? null : compiled.calledLoaded(flow);
    if (flow == null || all == null) {
      load(name, version);
      return null;
    }
    return flow.with(all);
  }

  @Override
  public CompletionStage<Optional<Integer>> active(String name) {
    return versions.active(name);
  }

  /** As this node knows it; null where none is active. */
  public @Nullable Integer activeVersion(String name) {
    return versions.activeVersion(name);
  }

  /** What callers must know of the active version; empty where none is active. */
  public CompletionStage<Optional<FlowDescription>> describe(String name) {
    var surroundings = new Surroundings(actions, null);
    return loadActive(name)
        .thenApply(
            found -> found.map(flow -> FlowDescription.of(flow, surroundings.callsOut(flow))));
  }

  @Override
  public CompletionStage<List<Versions.Head>> list() {
    return versions.list();
  }

  /** The versions of a flow, latest first. */
  @Override
  public CompletionStage<List<Versions.Version>> versions(String name) {
    return versions.versions(name);
  }

  @Override
  public CompletionStage<Optional<Versions.Text>> text(String name, int version) {
    return versions.text(name, version);
  }

  private static <T> CompletionStage<T> done(T value) {
    return CompletableFuture.completedStage(value);
  }
}
