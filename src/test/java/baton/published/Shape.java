package baton.published;

import baton.definition.BackgroundStepDefinition;
import baton.definition.CompletionCondition;
import baton.definition.DecisionDefinition;
import baton.definition.ElementDefinition;
import baton.definition.InteractiveStepDefinition;
import baton.definition.Orchestration;
import baton.definition.StageDefinition;
import baton.definition.StartCondition;
import baton.definition.StartDefinition;
import baton.definition.StepDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an orchestration is when all its names are taken away: its elements numbered as they are met
 * along the connectors, their steps, and where they lead. Two of the same shape are the same.
 */
record Shape(String start, List<String> elements) {
  /**
   * One element; a name that was taken away is written as {@code flow:name} or {@code ->name}.
   *
   * @param next where it leads, in order; null where the run ends
   */
  record Element(String kind, List<String> parts, List<@Nullable String> next) {}

  static Shape of(String start, String first, Function<String, Element> element) {
    var numbers = new LinkedHashMap<String, Integer>();
    var flows = new LinkedHashMap<String, Integer>();
    var order = new ArrayList<>(List.of(first));
    numbers.put(first, 1);
    var lines = new ArrayList<String>();
    for (var i = 0; i < order.size(); i++) {
      var found = element.apply(order.get(i));
      var next = new ArrayList<String>();
      for (var to : found.next()) {
        if (to != null && !numbers.containsKey(to)) {
          numbers.put(to, numbers.size() + 1);
          order.add(to);
        }
        next.add(to == null ? "end" : numbers.get(to).toString());
      }
      var parts = found.parts().stream().map(part -> numbered(part, flows)).toList();
      lines.add(found.kind() + " " + parts + " -> " + next);
    }
    return new Shape(start, List.copyOf(lines));
  }

  private static String numbered(String part, Map<String, Integer> flows) {
    var words = part.split(" flow:");
    var flow = words.length < 2 ? null : flows.computeIfAbsent(words[1], f -> flows.size() + 1);
    return flow == null ? part : words[0] + " flow " + flow;
  }

  static Shape of(Orchestration orchestration) {
    var start =
        switch (orchestration.start()) {
          case StartDefinition.Autolaunched ignored -> "autolaunched";
          case StartDefinition.OnRecord record ->
              "record " + record.on().stream().map(each -> each.name()).sorted().toList();
        };
    return of(start, orchestration.first(), name -> element(orchestration.elements().get(name)));
  }

  private static Element element(ElementDefinition element) {
    return switch (element) {
      case DecisionDefinition decision -> {
        var next = new ArrayList<@Nullable String>();
        decision.outcomes().forEach(outcome -> next.add(outcome.next()));
        next.add(decision.otherwise());
        yield new Element("decision", List.of(), next);
      }
      case StageDefinition stage -> {
        var parts = new ArrayList<String>();
        stage.steps().forEach(step -> parts.add(step(step, stage.steps())));
        parts.add(
            switch (stage.completion()) {
              case CompletionCondition.Finished ignored -> "all steps";
              case CompletionCondition.When ignored -> "requirements";
              case CompletionCondition.Evaluation evaluation ->
                  "evaluation flow:" + evaluation.flow();
            });
        var next = new ArrayList<@Nullable String>();
        next.add(stage.next());
        yield new Element("stage", parts, next);
      }
    };
  }

  private static String step(StepDefinition step, List<StepDefinition> steps) {
    var kind =
        switch (step) {
          case InteractiveStepDefinition interactive ->
              "interactive for " + interactive.assignee().kind().name();
          case BackgroundStepDefinition background ->
              background.asynchronous() ? "asynchronous" : "background";
          default -> step.getClass().getSimpleName();
        };
    var start =
        switch (step.start()) {
          case StartCondition.WithStage ignored -> "with the stage";
          case StartCondition.After after ->
              "after step "
                  + (steps.stream().map(StepDefinition::name).toList().indexOf(after.step()) + 1);
          case StartCondition.OnFault ignored -> "on a fault";
          case StartCondition.When ignored -> "when";
          case StartCondition.Evaluation ignored -> "evaluation";
        };
    return kind + " " + start + " flow:" + step.flow();
  }
}
