package baton.expression;

import java.util.Map;

/**
 * The names an expression may use, with their types. A name may be dotted ({@code
 * collect_documents.Outputs.contract}, {@code prepare.Status}) and may start with {@code $}; a
 * RECORD or ANY name may be followed by fields that are not declared.
 */
public record Scope(Map<String, Type> names) {
  public Scope {
    names = Map.copyOf(names);
  }
}
