package baton.run;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names that steps of a run had before it was migrated, each with the name that the step has
 * now: what was done under a name is known by it for ever.
 */
public record FormerNames(Map<String, String> now) {
  static final FormerNames NONE = new FormerNames(Map.of());

  @Nullable String now(String former) {
    return now.get(former);
  }

  FormerNames and(Map<String, String> renamed) {
    if (renamed.isEmpty()) {
      return this;
    }
    var all = new HashMap<String, String>();
    now.forEach((former, name) -> all.put(former, renamed.getOrDefault(name, name)));
    all.putAll(renamed);
    all.entrySet().removeIf(entry -> entry.getKey().equals(entry.getValue()));
    return new FormerNames(Collections.unmodifiableMap(all));
  }
}
