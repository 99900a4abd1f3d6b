package baton.expression;

/**
 * The forms that a condition is written in, each about a number {@code n} and a text {@code m}, for
 * the tests of every place that takes a condition.
 */
public enum ConditionForm {
  ALL {
    @Override
    public String fields(String of) {
      return "when: [%s, %s]".formatted(more(of), is(of, "a"));
    }

    @Override
    public boolean holds(int n, String m) {
      return n > 1 && m.equals("a");
    }
  },
  ANY {
    @Override
    public String fields(String of) {
      return "when: [%s, %s], logic: any".formatted(more(of), is(of, "a"));
    }

    @Override
    public boolean holds(int n, String m) {
      return n > 1 || m.equals("a");
    }
  },
  CUSTOM_LOGIC {
    @Override
    public String fields(String of) {
      return "when: [%s, %s, %s], logic: \"1 AND (2 OR 3)\""
          .formatted(more(of), is(of, "a"), is(of, "b"));
    }

    @Override
    public boolean holds(int n, String m) {
      return n > 1 && (m.equals("a") || m.equals("b"));
    }
  },
  FORMULA {
    @Override
    public String fields(String of) {
      return "when: \"%sn * 2 == 4 && %sm != 'b'\"".formatted(of, of);
    }

    @Override
    public boolean holds(int n, String m) {
      return n == 2 && !m.equals("b");
    }
  },
  /** What the flow answers is up to the test. */
  EVALUATION_FLOW {
    @Override
    public String fields(String of) {
      return "evaluation: judge, inputs: { n: \"=%sn\", m: \"=%sm\" }".formatted(of, of);
    }

    @Override
    public boolean holds(int n, String m) {
      return n < 1 && !m.equals("a");
    }
  };

  /**
   * The fields of the condition, as they stand between the braces of a mapping.
   *
   * @param of what stands before the names, such as {@code $Record.}
   */
  public abstract String fields(String of);

  public abstract boolean holds(int n, String m);

  private static String more(String of) {
    return "{ left: %sn, operator: GreaterThan, right: 1 }".formatted(of);
  }

  private static String is(String of, String text) {
    return "{ left: %sm, operator: EqualTo, right: %s }".formatted(of, text);
  }
}
