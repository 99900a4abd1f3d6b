package baton.http;

import java.util.regex.Pattern;

/**
 * Tells what cannot be the id of a run. Asking for a run makes its actor look into the journal, so
 * nobody is asked where the answer is plain.
 */
final class RunIds {
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private RunIds() {}

  static boolean valid(String id) {
    return UUID.matcher(id).matches();
  }
}
