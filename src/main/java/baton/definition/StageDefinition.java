package baton.definition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A group of steps; {@code next} is the element that follows, or null where the run ends.
 *
 * @param waitsWhenUnreachable keeps a step whose start condition can no longer hold, instead of
 *     skipping it ({@code onUnreachable: wait})
 */
public record StageDefinition(
    String name,
    String label,
    List<StepDefinition> steps,
    CompletionCondition completion,
    boolean waitsWhenUnreachable,
    @Nullable String next)
    implements ElementDefinition {}
