package baton.expression;

/**
 * The kinds that the functions with many signatures take. Kinds that overlap are written out: the
 * checker refuses two signatures of a function that it cannot tell apart.
 */
final class Signatures {
  static final String[] COMPARED = {
    "number number truth",
    "text text truth",
    "date date truth",
    "date text truth",
    "text date truth",
    "datetime datetime truth",
    "datetime text truth",
    "text datetime truth",
    "date datetime truth",
    "datetime date truth"
  };
  static final String[] EQUATED = {
    "number number truth",
    "text text truth",
    "truth truth truth",
    "date date truth",
    "datetime datetime truth",
    "numbers numbers truth",
    "texts texts truth",
    "truths truths truth",
    "dates dates truth",
    "datetimes datetimes truth",
    "map map truth",
    "date text truth",
    "text date truth",
    "datetime text truth",
    "text datetime truth",
    "date datetime truth",
    "datetime date truth"
  };
  static final String[] CHOSEN = {
    "number number number", "text text text", "date date date", "datetime datetime datetime"
  };
  static final String[] CALENDAR = {"date number", "datetime number"};

  static final String[] CONTAINED = {
    "text text truth",
    "numbers number truth",
    "texts text truth",
    "truths truth truth",
    "dates date truth",
    "dates text truth",
    "datetimes datetime truth",
    "datetimes text truth"
  };
  static final String[] MEMBERS = {
    "number numbers truth",
    "text texts truth",
    "truth truths truth",
    "date dates truth",
    "date texts truth",
    "text dates truth",
    "datetime datetimes truth",
    "datetime texts truth",
    "text datetimes truth",
    "text map truth"
  };

  private Signatures() {}
}
