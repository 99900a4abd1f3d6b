package baton.cluster;

/** The schema cannot be brought to this version of Baton; the message says why and what to do. */
public final class SchemaRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SchemaRefused(String message) {
    super(message);
  }
}
