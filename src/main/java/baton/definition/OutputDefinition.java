package baton.definition;

import baton.expression.Type;
import baton.expression.Value;

/** A value that a run hands back when it completes. */
public record OutputDefinition(String name, Type type, Value value) {}
