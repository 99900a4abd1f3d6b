package baton.scim;

import baton.scim.ScimFilter.Compare;
import baton.scim.ScimFilter.Operator;
import baton.scim.ScimRefused.Type;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads filters, and the paths of patches, which may hold one. */
final class ScimFilterReader {
  static final int LONGEST_FILTER_CHARACTERS = 2_000;

  /** How deep parentheses may stand in one another. */
  static final int MOST_DEPTH = 20;

  private static final Pattern TOKEN =
      Pattern.compile("\\s*(?:(\"(?:[^\"\\\\]|\\\\.)*+\")|([()\\[\\]])|([^\\s()\\[\\]\"]++))");
  private static final Pattern NAME = Pattern.compile("[A-Za-z$][A-Za-z0-9_$:.-]*");
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final String text;
  private final @Nullable String attribute;
  private int place;
  private int depth;

  private ScimFilterReader(String text, @Nullable String attribute) {
    this.text = text;
    this.attribute = attribute;
  }

  static ScimFilter filter(String text) {
    var reader = new ScimFilterReader(checked(text), null);
    var filter = reader.or();
    if (reader.peek() != null) {
      throw reader.wrong("a second filter begins without 'and' or 'or'");
    }
    return filter;
  }

  /**
   * Where a patch applies: {@code members[value eq "ada"]}, {@code emails[type eq "work"].value}.
   *
   * @return null where it is an attribute that is not kept here
   */
  static @Nullable ScimPath path(String text) {
    var bracket = checked(text).indexOf('[');
    if (bracket < 0) {
      var name = ScimName.of(named(text.strip()));
      return name == null ? null : new ScimPath(name.attribute(), null, name.sub());
    }
    var name = ScimName.of(named(text.substring(0, bracket).strip()));
    var close = text.lastIndexOf(']');
    if (close < bracket) {
      throw new ScimRefused(Type.INVALID_PATH, "'" + ScimName.cut(text) + "' misses a ']'.");
    }
    if (name == null) {
      return null;
    }
    var reader = new ScimFilterReader(text.substring(bracket + 1, close), name.attribute());
    var filter = reader.or();
    if (reader.peek() != null) {
      throw reader.wrong("a second filter begins without 'and' or 'or'");
    }
    var rest = text.substring(close + 1).strip();
    if (rest.isEmpty()) {
      return new ScimPath(name.attribute(), filter, null);
    }
    var sub = rest.startsWith(".") ? ScimName.subOrNull(name.attribute(), rest.substring(1)) : null;
    if (sub == null) {
      throw new ScimRefused(
          Type.INVALID_PATH, "'" + ScimName.cut(rest) + "' does not follow a filter.");
    }
    return new ScimPath(name.attribute(), filter, sub);
  }

  private static String checked(String text) {
    if (text.length() > LONGEST_FILTER_CHARACTERS) {
      throw new ScimRefused(
          Type.INVALID_FILTER,
          "It has " + text.length() + " characters; at most " + LONGEST_FILTER_CHARACTERS + ".");
    }
    return text;
  }

  private static String named(String text) {
    if (!NAME.matcher(text).matches()) {
      throw new ScimRefused(Type.INVALID_PATH, "'" + ScimName.cut(text) + "' is no path.");
    }
    return text;
  }

  private ScimFilter or() {
    var filter = and();
    while (taken("or")) {
      filter = new ScimFilter.Or(filter, and());
    }
    return filter;
  }

  private ScimFilter and() {
    var filter = one();
    while (taken("and")) {
      filter = new ScimFilter.And(filter, one());
    }
    return filter;
  }

  private ScimFilter one() {
    if (taken("not")) {
      if (!"(".equals(peek())) {
        throw wrong("'not' needs parentheses");
      }
      return new ScimFilter.Not(one());
    }
    if (taken("(")) {
      var inner = nested();
      expect(")");
      return inner;
    }
    return comparison();
  }

  private ScimFilter nested() {
    depth++;
    if (depth > MOST_DEPTH) {
      throw wrong("parentheses stand deeper than " + MOST_DEPTH);
    }
    var inner = or();
    depth--;
    return inner;
  }

  private ScimFilter comparison() {
    var token = next("an attribute");
    if (!NAME.matcher(token).matches()) {
      throw wrong("'" + ScimName.cut(token) + "' is no attribute");
    }
    if (attribute != null) {
      var sub = ScimName.subOrNull(attribute, token);
      if (sub == null) {
        throw wrong("'" + attribute + "' has no '" + ScimName.cut(token) + "'");
      }
      return compared(sub, null);
    }
    var name = name(token);
    if (taken("[")) {
      var inner = new ScimFilterReader(text, name.attribute());
      inner.place = place;
      inner.depth = depth;
      var filter = inner.nested();
      place = inner.place;
      expect("]");
      return new ScimFilter.Some(name.attribute(), filter);
    }
    return compared(name.attribute(), name.sub());
  }

  private ScimName name(String token) {
    ScimName name;
    try {
      name = ScimName.of(token);
    } catch (ScimRefused unknown) {
      throw new ScimRefused(Type.INVALID_FILTER, unknown.detail());
    }
    if (name == null) {
      throw new ScimRefused(
          Type.INVALID_FILTER,
          "'" + ScimName.cut(token) + "' is not kept here, so nothing has it.");
    }
    return name;
  }

  private ScimFilter compared(String first, @Nullable String sub) {
    var word = next("an operator");
    if (word.equalsIgnoreCase("pr")) {
      return new ScimFilter.Present(first, sub);
    }
    for (var operator : Operator.values()) {
      if (operator.name().equalsIgnoreCase(word)) {
        return new Compare(first, sub, operator, value(next("a value")));
      }
    }
    throw wrong("'" + ScimName.cut(word) + "' is no operator: eq ne co sw ew gt ge lt le pr");
  }

  private JsonNode value(String token) {
    try {
      var value = MAPPER.readTree(token);
      if (value.isValueNode()) {
        return value;
      }
    } catch (JsonProcessingException notJson) {
      // told below, with what it was
    }
    throw wrong("'" + ScimName.cut(token) + "' is no value: write texts in double quotes");
  }

  private boolean taken(String word) {
    var token = peek();
    if (token != null && token.toLowerCase(Locale.ROOT).equals(word)) {
      next(word);
      return true;
    }
    return false;
  }

  private void expect(String word) {
    if (!taken(word)) {
      throw wrong("'" + word + "' is missing");
    }
  }

  private @Nullable String peek() {
    var before = place;
    var token = token();
    place = before;
    return token;
  }

  private String next(String what) {
    var token = token();
    if (token == null) {
      throw wrong(what + " is missing");
    }
    return token;
  }

  private @Nullable String token() {
    if (text.substring(place).isBlank()) {
      return null;
    }
    var matcher = TOKEN.matcher(text);
    matcher.region(place, text.length());
    if (!matcher.lookingAt()) {
      throw wrong("a quote is not closed");
    }
    place = matcher.end();
    return matcher.group().strip();
  }

  private ScimRefused wrong(String what) {
    return new ScimRefused(
        Type.INVALID_FILTER, "At character " + (place + 1) + " of the filter: " + what + ".");
  }
}
