package baton.definition;

import org.jspecify.annotations.Nullable;

/** Where a run goes on when a stage is in error: an element, or null for the run's end. */
public record FaultPath(@Nullable String next) {}
