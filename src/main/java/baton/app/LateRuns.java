package baton.app;

import baton.run.RunKin;
import baton.run.RunParent;
import baton.run.RunSurroundings;
import baton.run.Runs;
import baton.run.SubRun;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The way to runs for what belongs to runs itself: until they are known, all is tried again. */
final class LateRuns implements RunKin.Door {
  private volatile RunKin.@Nullable Door known;

  void set(RunKin.Door runs) {
    known = runs;
  }

  @Override
  public CompletionStage<Runs.Answer> begin(
      RunSurroundings.RunFacts run, SubRun subRun, Map<String, JsonNode> inputs) {
    return asked(runs -> runs.begin(run, subRun, inputs));
  }

  @Override
  public CompletionStage<Runs.Answer> abandon(RunSurroundings.RunFacts run, SubRun subRun) {
    return asked(runs -> runs.abandon(run, subRun));
  }

  @Override
  public CompletionStage<Runs.Answer> tellEnd(RunParent parent, RunKin.SubRunEnd end) {
    return asked(runs -> runs.tellEnd(parent, end));
  }

  private CompletionStage<Runs.Answer> asked(
      Function<RunKin.Door, CompletionStage<Runs.Answer>> question) {
    var runs = known;
    return runs == null
        ? CompletableFuture.failedStage(new IllegalStateException("the node is starting"))
        : question.apply(runs);
  }
}
