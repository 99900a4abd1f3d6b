package baton.expression;

/** One thing that is wrong with a text: where, what, and what to do about it. */
public record Problem(Severity severity, Place place, String message, String remedy) {
  /** An error stops activation; a warning is only told. */
  public enum Severity {
    ERROR,
    WARNING
  }

  public static Problem error(Place place, String message, String remedy) {
    return new Problem(Severity.ERROR, place, message, remedy);
  }

  public static Problem warning(Place place, String message, String remedy) {
    return new Problem(Severity.WARNING, place, message, remedy);
  }
}
