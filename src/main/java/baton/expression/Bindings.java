package baton.expression;

import com.fasterxml.jackson.databind.JsonNode;

/** The values of the names of a {@link Scope} at one moment. */
@FunctionalInterface
public interface Bindings {
  /** The value of a declared name; a null or missing node when it has none. */
  JsonNode value(String name);
}
