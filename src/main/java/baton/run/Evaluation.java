package baton.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * One evaluation flow that a condition needs. {@code site} names the condition: {@code
 * start:<step>}, {@code complete:<step>}, {@code complete:<stage>} or {@code
 * outcome:<decision>.<outcome>}. Stored within events.
 */
public record Evaluation(String site, String flow, int flowVersion, Map<String, JsonNode> inputs) {}
