package baton.definition;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A group of steps; {@code next} is the element that follows, or null where the run ends.
 *
 * @param waitsWhenUnreachable keeps a step whose start condition can no longer hold, instead of
 *     skipping it ({@code onUnreachable: wait})
 * @param fault where the run goes on when the stage is in error; null where the run is, too
 * @param deadline how long one visit may take; past it the stage is in error
 */
public record StageDefinition(
    String name,
    String label,
    List<StepDefinition> steps,
    CompletionCondition completion,
    boolean waitsWhenUnreachable,
    @Nullable String next,
    @Nullable FaultPath fault,
    @Nullable Duration deadline)
    implements ElementDefinition {}
