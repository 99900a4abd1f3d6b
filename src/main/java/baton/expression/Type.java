package baton.expression;

/** What a value means: one of the kinds, or a collection of it. */
public record Type(Kind kind, boolean collection) {
  /** {@code ANY} is the type of what is only known when it runs. */
  public enum Kind {
    TEXT,
    NUMBER,
    CURRENCY,
    BOOLEAN,
    DATE,
    DATE_TIME,
    PICKLIST,
    MULTI_PICKLIST,
    RECORD,
    ANY
  }

  public static final Type TEXT = of(Kind.TEXT);
  public static final Type NUMBER = of(Kind.NUMBER);
  public static final Type BOOLEAN = of(Kind.BOOLEAN);
  public static final Type DATE = of(Kind.DATE);
  public static final Type DATE_TIME = of(Kind.DATE_TIME);
  public static final Type RECORD = of(Kind.RECORD);
  public static final Type ANY = of(Kind.ANY);

  public static Type of(Kind kind) {
    return new Type(kind, false);
  }

  public static Type collectionOf(Kind kind) {
    return new Type(kind, true);
  }
}
