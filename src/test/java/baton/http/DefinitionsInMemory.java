package baton.http;

import baton.document.Definitions;
import baton.document.Document;
import baton.document.Document.Format;
import baton.document.Problems;
import baton.document.Versions;
import baton.document.Versions.State;
import baton.expression.Place;
import baton.expression.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Definitions that work in memory. A text must be YAML or JSON; the word {@code impossible} in it
 * can never be right, and {@code incomplete} cannot be activated.
 */
final class DefinitionsInMemory implements Definitions {
  private static final Instant AT = Instant.parse("2026-11-22T09:00:00Z");

  private record Stored(Versions.Text text, String by) {}

  private final Map<String, List<Stored>> texts = new TreeMap<>();
  private final Map<String, List<Integer>> activated = new TreeMap<>();

  @Override
  public synchronized CompletionStage<Deployment> deploy(
      String name, String file, String text, Format format, String by) {
    var problems = new Problems();
    Document.read(file, text, format, problems);
    problems(file, text, "impossible").forEach(problems);
    if (problems.hasErrors()) {
      return done(new Deployment.Refused(problems.list()));
    }
    problems(file, text, "incomplete").forEach(problems);
    var versions = texts.computeIfAbsent(name, n -> new ArrayList<>());
    if (!versions.isEmpty() && versions.getLast().text().text().equals(text)) {
      return done(new Deployment.Deployed(versions.size(), false, problems.list()));
    }
    var version = versions.size() + 1;
    versions.add(
        new Stored(new Versions.Text(name, version, "Label " + version, format, text), by));
    return done(new Deployment.Deployed(version, true, problems.list()));
  }

  @Override
  public CompletionStage<List<Problem>> check(String file, String text, Format format) {
    var problems = new Problems();
    Document.read(file, text, format, problems);
    problems(file, text, "impossible").forEach(problems);
    problems(file, text, "incomplete").forEach(problems);
    return done(problems.list());
  }

  private static List<Problem> problems(String file, String text, String word) {
    var found = new ArrayList<Problem>();
    var lines = text.lines().toList();
    for (var i = 0; i < lines.size(); i++) {
      var column = lines.get(i).indexOf(word);
      if (column >= 0) {
        found.add(
            Problem.error(
                new Place(file, "steps[0].flow", i + 1, column + 1),
                "This is " + word + ".",
                "Write something else."));
      }
    }
    return found;
  }

  @Override
  public synchronized CompletionStage<Activation> activate(String name, int version, String by) {
    var versions = texts.getOrDefault(name, List.of());
    if (version < 1 || version > versions.size()) {
      return done(new Activation.Unknown());
    }
    var text = versions.get(version - 1).text();
    var problems = problems(name, text.text(), "incomplete");
    if (!problems.isEmpty()) {
      return done(new Activation.Refused(problems));
    }
    activated.computeIfAbsent(name, n -> new ArrayList<>()).add(version);
    return done(new Activation.Activated(List.of()));
  }

  @Override
  public synchronized CompletionStage<List<Versions.Head>> list() {
    return done(
        texts.entrySet().stream()
            .map(e ->
                new Versions.Head(
                    e.getKey(), "Label", e.getValue().size(), activeOf(e.getKey()), AT))
            .toList());
  }

  @Override
  public synchronized CompletionStage<List<Versions.Version>> versions(String name) {
    var active = activeOf(name);
    var ever = activated.getOrDefault(name, List.of());
    return done(
        texts.getOrDefault(name, List.of()).reversed().stream()
            .map(stored -> {
              var number = stored.text().version();
              var state =
                  active != null && active == number
                      ? State.ACTIVE
                      : ever.contains(number) ? State.OBSOLETE : State.DRAFT;
              return new Versions.Version(
                  number, state, stored.text().label(), stored.text().format(), stored.by(), AT);
            })
            .toList());
  }

  @Override
  public synchronized CompletionStage<Optional<Versions.Text>> text(String name, int version) {
    return done(
        texts.getOrDefault(name, List.of()).stream()
            .map(Stored::text)
            .filter(text -> text.version() == version)
            .findAny());
  }

  @Override
  public synchronized CompletionStage<Optional<Integer>> active(String name) {
    return done(Optional.ofNullable(activeOf(name)));
  }

  private @Nullable Integer activeOf(String name) {
    var ever = activated.get(name);
    return ever == null ? null : ever.getLast();
  }

  private static <T> CompletionStage<T> done(T value) {
    return CompletableFuture.completedFuture(value);
  }
}
