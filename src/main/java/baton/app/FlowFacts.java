package baton.app;

import baton.definition.FlowCatalog;
import baton.flow.FlowDescription;
import baton.flow.Flows;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Tells definitions what flows there are. */
record FlowFacts(Flows flows) implements FlowCatalog {
  @Override
  public CompletionStage<Optional<Facts>> flow(String name) {
    return flows.describe(name).thenApply(found -> found.map(FlowFacts::facts));
  }

  private static Facts facts(FlowDescription flow) {
    var inputs = new LinkedHashMap<String, Input>();
    flow.inputs()
        .forEach((name, input) -> inputs.put(name, new Input(input.type(), input.required())));
    var kind =
        switch (flow.kind()) {
          case SCREEN -> Kind.SCREEN;
          case AUTOLAUNCHED -> Kind.AUTOLAUNCHED;
          case EVALUATION -> Kind.EVALUATION;
        };
    return new Facts(kind, inputs, flow.outputs(), flow.callsOut());
  }
}
