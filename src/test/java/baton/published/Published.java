package baton.published;

import baton.definition.FlowCatalog;
import baton.definition.Orchestration;
import baton.definition.OrchestrationsByHand;
import baton.flow.FlowDescription;
import baton.flow.FlowsByHand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A published orchestration in our own words, with its flows, read without a problem. */
record Published(Orchestration orchestration, FlowsByHand flows) {
  private static final Path ALL = Path.of("src/test/resources/published");

  static Published named(String name) {
    var folder = ALL.resolve(name);
    var texts = new LinkedHashMap<String, String>();
    try (var files = Files.list(folder.resolve("flows"))) {
      for (var file : files.sorted().toList()) {
        texts.put(file.getFileName().toString().replace(".yaml", ""), Files.readString(file));
      }
      var flows = FlowsByHand.read(texts);
      var facts = new LinkedHashMap<String, FlowCatalog.Facts>();
      texts.keySet().forEach(flow -> facts.put(flow, facts(flows.describe(flow).orElseThrow())));
      return new Published(
          OrchestrationsByHand.read(
              Files.readString(folder.resolve("orchestration.yaml")), Map.copyOf(facts)),
          flows);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static FlowCatalog.Facts facts(FlowDescription flow) {
    var inputs = new LinkedHashMap<String, FlowCatalog.Input>();
    flow.inputs()
        .forEach((name, input) ->
            inputs.put(name, new FlowCatalog.Input(input.type(), input.required())));
    return new FlowCatalog.Facts(
        FlowCatalog.Kind.valueOf(flow.kind().name()), inputs, flow.outputs(), flow.callsOut());
  }
}
