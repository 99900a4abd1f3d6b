package baton.run;

import baton.definition.Orchestration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * The versions of an orchestration that one run has at hand: its own, and one that it may migrate
 * to. They are loaded when they are first asked for, one after another.
 */
final class LoadedVersions {
  /** The message that says how it went; without a definition, it could not be loaded. */
  interface Loaded {
    Run.Command of(String orchestration, int version, @Nullable Orchestration definition);
  }

  private final String runId;
  private final ActorContext<Run.Command> context;
  private final TimerScheduler<Run.Command> timers;
  private final RunSurroundings surroundings;
  private final Loaded loaded;
  private final BiFunction<String, Integer, Run.Command> again;
  private final Map<Integer, Orchestration> versions = new HashMap<>();
  private boolean loading;
  private int failures;

  LoadedVersions(
      String runId,
      ActorContext<Run.Command> context,
      TimerScheduler<Run.Command> timers,
      RunSurroundings surroundings,
      Loaded loaded,
      BiFunction<String, Integer, Run.Command> again) {
    this.runId = runId;
    this.context = context;
    this.timers = timers;
    this.surroundings = surroundings;
    this.loaded = loaded;
    this.again = again;
  }

  boolean loading() {
    return loading;
  }

  /** What was on its way was lost with the run's former life. */
  void forget() {
    loading = false;
  }

  private @Nullable Orchestration get(String orchestration, int version) {
    var found = versions.get(version);
    return found != null && found.name().equals(orchestration) ? found : null;
  }

  /** The version that a run goes by, if it is at hand. */
  @Nullable Orchestration of(StartedRun run) {
    return get(run.start().orchestration(), run.version());
  }

  /** Whether the versions that a command needs are at hand; if not, they are on their way. */
  boolean ready(RunState state, Run.Command command) {
    return switch (state) {
      case StartedRun run -> {
        var name = run.start().orchestration();
        yield has(name, run.version())
            && !(command instanceof Run.Migrate migrate
                && !run.status().ended()
                && !has(name, migrate.migration().version()));
      }
      case RunState.NotStarted ignored ->
          switch (command) {
            case Run.Start start -> has(start.orchestration(), start.version());
            case RunKin.Abandon first -> has(first.orchestration(), first.version());
            default -> true;
          };
    };
  }

  private boolean has(String orchestration, int version) {
    if (get(orchestration, version) != null) {
      return true;
    }
    load(orchestration, version);
    return false;
  }

  /** What the decision on a command may know; null where there is no run and none starts. */
  @Nullable RunContext context(RunState state, Run.Decidable command) {
    var definition =
        switch (state) {
          case StartedRun run -> of(run);
          case RunState.NotStarted ignored ->
              switch (command) {
                case Run.Start start -> get(start.orchestration(), start.version());
                case RunKin.Abandon first -> get(first.orchestration(), first.version());
                default -> null;
              };
        };
    return definition == null ? null : about(definition);
  }

  RunContext contextOf(StartedRun run) {
    return about(Objects.requireNonNull(of(run), "the run was asked before its definition"));
  }

  private RunContext about(Orchestration known) {
    return new RunContext(
        runId,
        known,
        surroundings.definitions(),
        surroundings.definitions().owner(known.name(), known.version()),
        surroundings.clock().instant().truncatedTo(ChronoUnit.MILLIS),
        version -> get(known.name(), version));
  }

  void load(String orchestration, int version) {
    if (loading) {
      return;
    }
    loading = true;
    context.pipeToSelf(
        surroundings.definitions().load(orchestration, version),
        (definition, failure) -> {
          if (failure != null) {
            context
                .getLog()
                .warn(
                    "run {}: {} version {} cannot be loaded",
                    runId,
                    orchestration,
                    version,
                    failure);
          }
          return loaded.of(orchestration, version, definition);
        });
  }

  void loaded(Orchestration definition) {
    loading = false;
    failures = 0;
    versions.put(definition.version(), definition);
  }

  /**
   * Asks again after a pause; not for ever where only a command needs the version, because who sent
   * it has given up at some time.
   *
   * @return whether it is asked for again
   */
  boolean failed(String orchestration, int version, boolean forEver) {
    loading = false;
    failures++;
    if (!forEver && failures >= RunLimits.LOADS_FOR_A_COMMAND) {
      failures = 0;
      return false;
    }
    timers.startSingleTimer(
        "load", again.apply(orchestration, version), surroundings.pace().retry());
    return true;
  }
}
