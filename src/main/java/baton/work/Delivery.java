package baton.work;

/** What came of handing a mail to a server. */
sealed interface Delivery {
  /** The server has it. */
  record Accepted() implements Delivery {}

  /** The server will never take it. */
  record Refused(String reason) implements Delivery {}

  /** The server does not take this mail now. */
  record Delayed(String reason) implements Delivery {}

  /** No server takes any mail now. */
  record Unreachable(String reason) implements Delivery {}
}
