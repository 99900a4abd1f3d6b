package baton.expression;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A compiled expression: checked against a {@link Scope}, evaluated against {@link Bindings} by any
 * number of threads at once.
 */
public final class Expression {
  private final String source;
  private final Slots slots;
  private final Set<String> names;
  private final CelType kind;
  private final CelRuntime.Program program;

  Expression(String source, Slots slots, CelType kind, CelRuntime.Program program) {
    this.source = source;
    this.slots = slots;
    this.names = slots.names();
    this.kind = kind;
    this.program = program;
  }

  /**
   * Compiles; tells every problem with its place and answers null where there is one.
   *
   * @param expected the type the result must have; ANY where all will do
   * @param place where the first character of {@code source} stands
   */
  public static @Nullable Expression compile(
      String source, Scope scope, Type expected, Place place, Consumer<Problem> problems) {
    return Compilation.of(source, scope, expected, place, problems);
  }

  /**
   * The value in canonical form; a null node where an operand has no value. Never throws for
   * missing values.
   *
   * @throws ExpressionFailed where the values given have no answer: a division by zero, a text that
   *     is no date, a limit passed
   */
  public JsonNode evaluate(Bindings bindings) {
    return Data.write(value(bindings));
  }

  Object value(Bindings bindings) {
    try {
      return Work.within(() -> run(bindings));
    } catch (NoAnswer failed) {
      throw new ExpressionFailed(source, reason(failed));
    }
  }

  private Object run(Bindings bindings) {
    try {
      return program.eval(new Evaluation(slots, bindings));
    } catch (CelEvaluationException failed) {
      throw new ExpressionFailed(source, reason(failed));
    }
  }

  private static String reason(Throwable failed) {
    for (Throwable each = failed; each != null; each = each.getCause()) {
      if (each instanceof NoAnswer) {
        return String.valueOf(each.getMessage());
      }
    }
    var message = String.valueOf(failed.getMessage());
    return message.contains("teration")
        ? "it visits more than " + Limits.MAX_ITERATIONS + " elements"
        : message;
  }

  /** The declared names it reads. */
  public Set<String> names() {
    return names;
  }

  /** The kind of the result, as far as it is known before it runs. */
  CelType kind() {
    return kind;
  }

  /** The type of the items where the result is a collection, as far as it is known. */
  public Type element() {
    return kind instanceof ListType list ? Kinds.type(list.elemType()) : Type.ANY;
  }

  public String source() {
    return source;
  }

  @Override
  public String toString() {
    return source;
  }
}
