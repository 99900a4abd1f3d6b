package baton.scim;

import org.jspecify.annotations.Nullable;

/**
 * A request cannot be met; thrown deep in the reading of one and turned into an answer in one
 * place.
 */
public final class ScimRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The kinds of RFC 7644 §3.12, as they are spelled there. */
  public enum Type {
    INVALID_FILTER("invalidFilter", 400),
    INVALID_PATH("invalidPath", 400),
    INVALID_SYNTAX("invalidSyntax", 400),
    INVALID_VALUE("invalidValue", 400),
    MUTABILITY("mutability", 400),
    NO_TARGET("noTarget", 400),
    UNIQUENESS("uniqueness", 409),
    /** The version is another one; SCIM has no word of its own for it. */
    OTHER_VERSION(null, 412),
    NOT_FOUND(null, 404);

    private final @Nullable String word;
    private final int status;

    Type(@Nullable String word, int status) {
      this.word = word;
      this.status = status;
    }

    public @Nullable String word() {
      return word;
    }

    public int status() {
      return status;
    }
  }

  private final Type type;

  public ScimRefused(Type type, String detail) {
    super(detail, null, false, false);
    this.type = type;
  }

  public Type type() {
    return type;
  }

  public String detail() {
    return String.valueOf(getMessage());
  }
}
