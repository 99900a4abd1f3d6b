package baton.definition;

import baton.expression.Type;
import com.fasterxml.jackson.databind.JsonNode;

/** An input variable; {@code defaultValue} is a null node where there is none. */
public record InputDefinition(String name, Type type, boolean required, JsonNode defaultValue) {}
