package baton.run;

import baton.definition.BackgroundStepDefinition;
import baton.definition.DecisionDefinition;
import baton.definition.ElementDefinition;
import baton.definition.ExternalStepDefinition;
import baton.definition.InteractiveStepDefinition;
import baton.definition.Orchestration;
import baton.definition.StageDefinition;
import baton.definition.StepDefinition;
import baton.definition.SubOrchestrationStepDefinition;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run as it is shown: facts, the visits of its stages so far, and the outline of its definition,
 * so that what is still to come can be shown as well.
 *
 * @param settled the run has ended, or only waits for people or events
 * @param revision sequence number of the newest event
 */
public record RunView(
    String id,
    String orchestration,
    int version,
    String label,
    RunStatus status,
    boolean settled,
    @Nullable String fault,
    @Nullable String businessKey,
    String startedBy,
    Instant startedAt,
    @Nullable Instant endedAt,
    Map<String, JsonNode> inputs,
    List<StageView> stages,
    Map<String, String> decisions,
    List<Outline> outline,
    long revision,
    @Nullable RecordView record,
    Map<String, JsonNode> outputs,
    @Nullable ParentView parent,
    List<FollowedView> followed) {

  /** The step of another run that this run does. */
  public record ParentView(String runId, String step, int visit, int attempt) {}

  /** The record whose change started the run, and the version of it that the run knows. */
  public record RecordView(String type, String id, long version) {}

  /**
   * A record that the run follows because conditions name inputs that are this record.
   *
   * @param inputs the names of these
   * @param version the one whose values they have; 0 where they are as they were given
   * @param tooLarge the newest version, where its values do not fit into the run
   */
  public record FollowedView(
      String type, String id, List<String> inputs, long version, @Nullable Long tooLarge) {}

  /** One visit of a stage. */
  public record StageView(
      String name,
      String label,
      int visit,
      StageStatus status,
      @Nullable String fault,
      Instant startedAt,
      @Nullable Instant endedAt,
      @Nullable Instant deadline,
      List<StepView> steps) {}

  /**
   * One step in one visit of its stage; {@code kind} is background, external, interactive or
   * orchestration.
   *
   * @param faultPath where the run went on when the step had failed for good
   * @param skippedBy who has skipped the step
   * @param nextAttemptAt when it is tried again
   * @param waitsUntil when its flow goes on, which waits
   * @param items how far it has come, if it fans out
   * @param subRun the id of the run that does it, where another orchestration does
   */
  public record StepView(
      String name,
      String label,
      String kind,
      StepStatus status,
      int attempt,
      String flow,
      int flowVersion,
      Map<String, JsonNode> inputs,
      Map<String, JsonNode> outputs,
      @Nullable String comments,
      @Nullable String fault,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt,
      @Nullable WorkItemView workItem,
      @Nullable String faultPath,
      @Nullable String skippedBy,
      @Nullable Instant nextAttemptAt,
      @Nullable Instant waitsUntil,
      @Nullable ItemsView items,
      @Nullable String subRun) {}

  /** The work item of an interactive step; {@code assignee} as in {@code queue:hr}. */
  public record WorkItemView(
      String id,
      String assignee,
      List<String> previous,
      WorkItemStatus status,
      @Nullable String claimedBy,
      @Nullable String completedBy,
      @Nullable String flagged,
      String recordType,
      String recordId,
      int assignment,
      int revision,
      Instant createdAt,
      Instant changedAt) {}

  /**
   * An element of the definition; {@code kind} is stage or decision, and only stages have steps.
   */
  public record Outline(String name, String label, String kind, List<OutlineStep> steps) {}

  public record OutlineStep(String name, String label, String kind) {}

  static RunView of(String id, StartedRun run, Orchestration definition, long revision) {
    var stages = new ArrayList<StageView>();
    run.stages().forEach(stage -> stages.add(view(id, stage, definition)));
    return new RunView(
        id,
        definition.name(),
        run.version(),
        definition.label(),
        run.status(),
        run.settled(),
        run.fault(),
        run.start().businessKey(),
        run.start().startedBy(),
        run.start().at(),
        run.endedAt(),
        run.start().inputs(),
        List.copyOf(stages),
        run.decisions(),
        definition.elements().values().stream().map(RunView::outline).toList(),
        revision,
        record(run.start().record()),
        run.outputs(),
        parent(run.start().parent()),
        run.followed().all().stream()
            .filter(followed -> !followed.inputs().isEmpty())
            .map(RunView::followed)
            .toList());
  }

  private static @Nullable ParentView parent(@Nullable RunParent parent) {
    return parent == null
        ? null
        : new ParentView(parent.runId(), parent.step(), parent.visit(), parent.attempt());
  }

  private static @Nullable RecordView record(@Nullable RunRecord record) {
    return record == null ? null : new RecordView(record.type(), record.id(), record.version());
  }

  private static FollowedView followed(FollowedRecord record) {
    var left = record.version() > record.shown() ? record.version() : null;
    return new FollowedView(record.type(), record.id(), record.inputs(), record.shown(), left);
  }

  private static StageView view(String id, StageRun stage, Orchestration definition) {
    var blueprint = definition.stage(stage.stage());
    var steps = new ArrayList<StepView>();
    if (blueprint != null) {
      for (var step : blueprint.steps()) {
        var run = stage.steps().get(step.name());
        if (run != null) {
          steps.add(view(id, step, run));
        }
      }
    }
    return new StageView(
        stage.stage(),
        blueprint == null ? stage.stage() : blueprint.label(),
        stage.visit(),
        stage.status(),
        stage.fault(),
        stage.startedAt(),
        stage.endedAt(),
        stage.timer() == null ? null : stage.timer().due(),
        List.copyOf(steps));
  }

  /** One step run, as it is shown. */
  public static StepView view(String id, StepDefinition step, StepRun run) {
    var item = run.item();
    return new StepView(
        step.name(),
        step.label(),
        kind(step),
        run.status(),
        run.attempt(),
        step.flow(),
        run.flowVersion(),
        run.inputs(),
        ItemsView.outputs(run),
        run.comments(),
        run.fault(),
        run.startedAt(),
        run.endedAt(),
        item == null
            ? null
            : new WorkItemView(
                new WorkItemId(id, run.step(), run.visit()).toString(),
                item.assignee().toString(),
                item.previous().stream().map(Object::toString).toList(),
                item.status(),
                item.claimedBy(),
                item.completedBy(),
                item.flagged(),
                item.recordType(),
                item.recordId(),
                item.assignment(),
                item.revision(),
                item.createdAt(),
                item.changedAt()),
        run.faultPath(),
        run.skippedBy(),
        run.awaitsRetry() && run.timer() != null ? run.timer().due() : null,
        run.waitsFor() == null ? null : run.waitsFor().due(),
        run.items() == null ? null : ItemsView.of(run, run.items()),
        run.subRun());
  }

  private static Outline outline(ElementDefinition element) {
    return switch (element) {
      case StageDefinition stage ->
          new Outline(
              stage.name(),
              stage.label(),
              "stage",
              stage.steps().stream()
                  .map(s -> new OutlineStep(s.name(), s.label(), kind(s)))
                  .toList());
      case DecisionDefinition decision ->
          new Outline(decision.name(), decision.label(), "decision", List.of());
    };
  }

  static String kind(StepDefinition step) {
    return switch (step) {
      case BackgroundStepDefinition ignored -> "background";
      case ExternalStepDefinition ignored -> "external";
      case SubOrchestrationStepDefinition ignored -> "orchestration";
      case InteractiveStepDefinition ignored -> "interactive";
    };
  }
}
