package baton.work;

import baton.definition.Assignee;

/**
 * Who has a list of work items; written {@code user:ada}, {@code group:hr}, {@code queue:it},
 * {@code orphan:all}, {@code record:Employee/E-1001}.
 */
record Holder(String text) {
  /** Items that nobody can take. */
  static final Holder ORPHANS = new Holder("orphan:all");

  static Holder of(Assignee assignee) {
    return new Holder(assignee.toString());
  }

  static Holder user(String username) {
    return of(new Assignee(Assignee.Kind.USER, username));
  }

  static Holder record(String type, String id) {
    return new Holder("record:" + type + "/" + id);
  }

  @Override
  public String toString() {
    return text;
  }
}
