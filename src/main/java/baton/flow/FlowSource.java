package baton.flow;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Where flows that are ready to run come from. */
public interface FlowSource {
  /** A version, bound to what it calls as that is active now; empty where there is none such. */
  CompletionStage<Optional<Flow>> load(String name, int version);

  /** A version, bound to these versions of what it calls: for an interview that goes on. */
  CompletionStage<Optional<Flow>> load(
      String name, int version, Map<String, Integer> subflowVersions);
}
