package baton.run;

/**
 * How often a run has ended or come to be in error, and the newest of these that the run whose step
 * it does knows of.
 */
public record Endings(int count, int told) {
  static final Endings NONE = new Endings(0, 0);

  Endings oneMore() {
    return new Endings(count + 1, told);
  }

  Endings told(int ending) {
    return new Endings(count, Math.max(told, ending));
  }

  boolean news() {
    return told < count;
  }
}
