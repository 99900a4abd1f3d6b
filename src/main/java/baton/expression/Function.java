package baton.expression;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.runtime.CelFunctionBinding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One operation of the language: what the checker knows of it (its signatures), and what computes
 * it. The computation sees values of any kind, because a field of a record has none before it runs.
 *
 * @param name as in the checked tree; an operator has a name that nobody can write
 * @param shown as a person writes it
 * @param signatures kinds of the arguments and, last, of the result: {@code "date number date"}
 */
record Function(String name, String shown, Absent absent, Body body, List<String> signatures) {
  /** What comes out when an argument has no value. */
  enum Absent {
    NOTHING,
    FALSE,
    /** The body takes it. */
    PASSED
  }

  @FunctionalInterface
  interface Body {
    Object of(Object[] arguments);
  }

  static Function of(String name, String shown, Absent absent, Body body, String... signatures) {
    return new Function(name, shown, absent, body, List.of(signatures));
  }

  boolean takes(int arguments) {
    return signatures.stream().anyMatch(each -> each.split(" ").length == arguments + 1);
  }

  /** The numbers of arguments it takes, in words. */
  String arity() {
    var counts =
        signatures.stream().map(each -> each.split(" ").length - 1).distinct().sorted().toList();
    return String.join(" or ", counts.stream().map(String::valueOf).toList())
        + (counts.equals(List.of(1)) ? " argument" : " arguments");
  }

  CelFunctionDecl declaration() {
    var overloads = new ArrayList<CelOverloadDecl>();
    for (var signature : signatures) {
      var types = new ArrayList<CelType>();
      for (var each : signature.split(" ")) {
        types.add(Kinds.named(each));
      }
      var result = types.removeLast();
      overloads.add(
          CelOverloadDecl.newGlobalOverload(
              name + "/" + signature.replace(' ', '_'), result, types));
    }
    return CelFunctionDecl.newFunctionDeclaration(name, overloads);
  }

  /** Bound by its name alone: the planner falls back to it for whatever overload was checked. */
  @SuppressWarnings("Immutable") // the bodies keep nothing, which their interface cannot say
  CelFunctionBinding binding() {
    var arguments = signatures.getFirst().split(" ").length - 1;
    return CelFunctionBinding.from(name, Collections.nCopies(arguments, Object.class), this::apply);
  }

  /** Whether arguments of these kinds may fit, as far as is known before it runs. */
  boolean accepts(CelType... arguments) {
    return signatures.stream().map(each -> each.split(" ")).anyMatch(each -> fit(each, arguments));
  }

  private static boolean fit(String[] signature, CelType[] arguments) {
    for (var at = 0; at < arguments.length; at++) {
      if (!Kinds.fits(arguments[at], Kinds.named(signature[at]))) {
        return false;
      }
    }
    return arguments.length == signature.length - 1;
  }

  Object apply(Object[] arguments) {
    if (absent != Absent.PASSED) {
      for (var each : arguments) {
        if (each == Data.NOTHING) {
          return absent == Absent.FALSE ? (Object) Boolean.FALSE : Data.NOTHING;
        }
      }
    }
    return body.of(arguments);
  }
}
