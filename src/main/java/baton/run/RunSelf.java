package baton.run;

import baton.definition.Orchestration;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** What a run tells itself: that something it began has come to an end, or that it is time. */
final class RunSelf {
  private RunSelf() {}

  /** Without a definition, this version could not be loaded. */
  record DefinitionLoaded(String orchestration, int version, @Nullable Orchestration definition)
      implements Run.Internal {}

  record LoadDefinition(String orchestration, int version) implements Run.Internal {}

  record ChildEnded(String key, ActorRef<?> child) implements Run.Internal {}

  record Match() implements Run.Internal {}

  record WriteRow() implements Run.Internal {}

  record RowWritten(long revision, boolean stored) implements Run.Internal {}

  record Sleep() implements Run.Internal {}
}
