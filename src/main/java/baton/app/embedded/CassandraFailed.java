package baton.app.embedded;

/** Embedded Cassandra cannot start; the message says why, what to do, and ends with its log. */
public final class CassandraFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CassandraFailed(String message) {
    super(message);
  }

  CassandraFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
