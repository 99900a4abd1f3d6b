package baton.record;

/** The limits of one record, each with its unit. */
public final class RecordLimits {
  private RecordLimits() {}

  /** Characters of the id of a record. */
  public static final int ID_CHARACTERS = 200;

  /** Fields of one record. */
  public static final int FIELDS = 500;

  /** Bytes of JSON that the fields of one record may have together. */
  public static final int BYTES = 128 * 1024;

  /** Changes of one record that nobody has acknowledged yet; past it, it is busy. */
  public static final int UNTOLD_CHANGES = 100;

  /** Runs that one record keeps telling of its changes; past it, the oldest are no longer told. */
  public static final int WATCHERS = 10_000;

  /** Keys of requests that one record remembers, so that a repeat is harmless. */
  public static final int REQUESTS = 50;

  /** Characters of the key of a request. */
  public static final int REQUEST_CHARACTERS = 300;

  /** Events between two snapshots of one record. */
  static final int SNAPSHOT_EVENTS = 100;

  /** Snapshots that are kept. */
  static final int SNAPSHOTS = 2;
}
