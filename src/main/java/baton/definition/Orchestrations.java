package baton.definition;

import baton.document.Definitions;
import baton.document.Document;
import baton.document.Document.Format;
import baton.document.Problems;
import baton.document.Versions;
import baton.expression.Problem;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The door to all orchestrations: their texts, versions, and what they compile to on this node.
 *
 * <p>A failed stage means that the store did not answer: try again.
 */
public final class Orchestrations implements Definitions {
  private final Versions versions;
  private final Inquiry inquiry;
  private final CompiledOrchestrations compiled;
  private final RecordStarts starts;

  public Orchestrations(Versions versions, FlowCatalog flows, AssigneeCatalog assignees) {
    this.versions = versions;
    this.compiled = new CompiledOrchestrations(versions);
    this.inquiry = new Inquiry(flows, new ActiveOrchestrations(versions, compiled), assignees);
    this.starts = new RecordStarts(versions, compiled);
  }

  /**
   * Keeps a text as a new draft version, complete or not; refuses what cannot be read, and what has
   * another name.
   *
   * @param file what problems call the text
   */
  @Override
  public CompletionStage<Deployment> deploy(
      String name, String file, String text, Format format, String by) {
    var problems = new Problems();
    var document = Document.read(file, text, format, problems);
    var title = document == null ? null : OrchestrationReader.title(document, name, problems);
    if (document == null) {
      return done(new Deployment.Refused(problems.list()));
    }
    return examined(document, problems)
        .thenCompose(orchestration ->
            title == null
                ? done(new Deployment.Refused(problems.list()))
                : versions
                    .put(name, title.label(), text, format, by)
                    .thenApply(stored ->
                        new Deployment.Deployed(
                            stored.version(), stored.created(), problems.list())));
  }

  /** All that activation would say to a text; keeps nothing. */
  @Override
  public CompletionStage<List<Problem>> check(String file, String text, Format format) {
    var problems = new Problems();
    var document = Document.read(file, text, format, problems);
    return document == null
        ? done(problems.list())
        : examined(document, problems).thenApply(orchestration -> problems.list());
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
    return examined(document, problems)
        .thenCompose(orchestration ->
            orchestration.isEmpty()
                ? done(new Activation.Refused(problems.list()))
                : versions
                    .activate(text.name(), text.version(), by)
                    .thenApply(head -> activated(head.isPresent(), text, problems)));
  }

  private static Activation activated(boolean found, Versions.Text text, Problems problems) {
    return found ? new Activation.Activated(problems.list()) : new Activation.Unknown();
  }

  /** Reads with all that can be known now; empty where there is an error. */
  private CompletionStage<Optional<Orchestration>> examined(Document document, Problems problems) {
    return inquiry
        .about(document)
        // compiling takes milliseconds, which the store's own threads must not
        .thenApplyAsync(
            known -> Optional.ofNullable(OrchestrationReader.read(document, 0, known, problems)));
  }

  /** A version, ready to run: read once, then kept. Fails where there is none that can run. */
  public CompletionStage<Orchestration> load(String name, int version) {
    return compiled.load(name, version);
  }

  /** A version if this node has it in memory; asks for it if not. */
  public @Nullable Orchestration loaded(String name, int version) {
    return compiled.loaded(name, version);
  }

  /** The active orchestrations that a change of a record of this type may start. */
  public CompletionStage<List<Orchestration>> startedBy(String recordType) {
    return starts.of(recordType);
  }

  /** The active version as this node knows it; null where none is active. */
  public @Nullable Integer activeVersion(String name) {
    return versions.activeVersion(name);
  }

  /** The active version, asked from the store where this node knows none. */
  @Override
  public CompletionStage<Optional<Integer>> active(String name) {
    return versions.active(name);
  }

  /** Whether a version is a draft, active or obsolete; empty where there is none such. */
  public CompletionStage<Optional<Versions.State>> state(String name, int version) {
    return versions.state(name, version);
  }

  public CompletionStage<Optional<Versions.Head>> head(String name) {
    return versions.head(name);
  }

  /** All orchestrations, by name. */
  @Override
  public CompletionStage<List<Versions.Head>> list() {
    return versions.list();
  }

  /** The versions of an orchestration, latest first. */
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
