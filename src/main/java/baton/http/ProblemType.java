package baton.http;

import java.util.Locale;

/**
 * Every way a request can go wrong, with its status: the one table that the API document repeats.
 * The names are stable, clients may rely on them.
 */
enum ProblemType {
  MALFORMED(400, "The request cannot be read"),
  NOT_SIGNED_IN(401, "Nobody is acting"),
  UNKNOWN_USER(401, "Nobody is known by that name"),
  NOT_ASSIGNED_TO_YOU(403, "This is not yours to do"),
  FOREIGN_REQUEST(403, "The request comes from elsewhere"),
  NOT_FOUND(404, "There is no such thing"),
  METHOD_NOT_ALLOWED(405, "That cannot be done here"),
  TOO_SLOW(408, "The request came too slowly"),
  WRONG_STATE(409, "Its state does not allow this"),
  ALREADY_COMPLETED(409, "Somebody was first"),
  CLAIMED_BY_OTHER(409, "Somebody else has claimed it"),
  OTHER_SCREEN(409, "Another screen is open"),
  STILL_WORKING(409, "The flow is still at work"),
  OTHER_VERSION(412, "It has another version"),
  TOO_LARGE(413, "That is too large"),
  UNSUPPORTED_MEDIA_TYPE(415, "That kind of body is not read here"),
  INVALID(422, "It has problems"),
  KEY_REUSED(422, "The key was used for something else"),
  BUSY(503, "Too much at once"),
  OUTCOME_UNKNOWN(503, "The outcome is unknown");

  private final int status;
  private final String title;

  ProblemType(int status, String title) {
    this.status = status;
    this.title = title;
  }

  int status() {
    return status;
  }

  String title() {
    return title;
  }

  /** The {@code type} of the problem document. */
  String uri() {
    return "urn:baton:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
