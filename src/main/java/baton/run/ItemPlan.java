package baton.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a step that fans out will do, as it was when the step started: later changes of what its
 * collection was computed from change nothing.
 *
 * @param count how many items there are
 * @param atOnce items that may be in progress at the same time
 * @param goesOn whether the step goes on when an item has failed for good
 * @param timeoutMillis how long one attempt of one item may take
 * @param inputs by name the values of all items in their order, for the inputs that differ from
 *     item to item; null where the step goes on with the items that it had
 */
public record ItemPlan(
    int count,
    int atOnce,
    boolean goesOn,
    @Nullable Long timeoutMillis,
    @Nullable Map<String, List<JsonNode>> inputs) {}
