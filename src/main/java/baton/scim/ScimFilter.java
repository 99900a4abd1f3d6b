package baton.scim;

import baton.scim.ScimRefused.Type;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which resources a client asks for (RFC 7644 §3.4.2.2). */
public sealed interface ScimFilter {
  boolean matches(JsonNode resource);

  record And(ScimFilter one, ScimFilter other) implements ScimFilter {
    @Override
    public boolean matches(JsonNode resource) {
      return one.matches(resource) && other.matches(resource);
    }
  }

  record Or(ScimFilter one, ScimFilter other) implements ScimFilter {
    @Override
    public boolean matches(JsonNode resource) {
      return one.matches(resource) || other.matches(resource);
    }
  }

  record Not(ScimFilter inner) implements ScimFilter {
    @Override
    public boolean matches(JsonNode resource) {
      return !inner.matches(resource);
    }
  }

  /** Some value of a list attribute is so, all at once: {@code emails[type eq "work"]}. */
  record Some(String attribute, ScimFilter inner) implements ScimFilter {
    @Override
    public boolean matches(JsonNode resource) {
      for (var value : resource.path(attribute)) {
        if (inner.matches(value)) {
          return true;
        }
      }
      return false;
    }
  }

  record Present(String attribute, @Nullable String sub) implements ScimFilter {
    @Override
    public boolean matches(JsonNode resource) {
      return !values(resource, attribute, sub).isEmpty();
    }
  }

  enum Operator {
    EQ,
    NE,
    CO,
    SW,
    EW,
    GT,
    GE,
    LT,
    LE
  }

  /** Texts compare without regard to case, but for ids, which have one spelling. */
  record Compare(String attribute, @Nullable String sub, Operator operator, JsonNode value)
      implements ScimFilter {
    public Compare {
      var text = value.isTextual();
      switch (operator) {
        case EQ, NE -> {}
        case CO, SW, EW, GT, GE, LT, LE -> {
          if (!text && !value.isNumber()) {
            throw new ScimRefused(
                Type.INVALID_FILTER,
                "'" + operator.name().toLowerCase(Locale.ROOT) + "' needs a text in quotes.");
          }
        }
      }
    }

    @Override
    public boolean matches(JsonNode resource) {
      var found = values(resource, attribute, sub);
      if (operator == Operator.NE) {
        return found.stream().noneMatch(this::isEqual) && (!value.isNull() || !found.isEmpty());
      }
      if (operator == Operator.EQ && value.isNull()) {
        return found.isEmpty();
      }
      return found.stream().anyMatch(this::holds);
    }

    private boolean holds(JsonNode found) {
      var one = text(found);
      var other = text(value);
      return switch (operator) {
        case EQ, NE -> isEqual(found);
        case CO -> one.contains(other);
        case SW -> one.startsWith(other);
        case EW -> one.endsWith(other);
        case GT -> one.compareTo(other) > 0;
        case GE -> one.compareTo(other) >= 0;
        case LT -> one.compareTo(other) < 0;
        case LE -> one.compareTo(other) <= 0;
      };
    }

    /** Some clients send booleans as texts. */
    private boolean isEqual(JsonNode found) {
      return text(found).equals(text(value));
    }

    private String text(JsonNode node) {
      return isId() ? node.asText() : node.asText().toLowerCase(Locale.ROOT);
    }

    private boolean isId() {
      return attribute.equals("id") || attribute.equals("externalId");
    }
  }

  /**
   * Attributes that must equal a text in all that matches, in lower case; so that few of many
   * resources need to be built to look closer.
   */
  default Map<String, String> required() {
    return switch (this) {
      case And and -> {
        var both = new HashMap<>(and.other().required());
        both.putAll(and.one().required());
        yield both;
      }
      case Compare compare ->
          compare.operator() == Operator.EQ && compare.sub() == null && compare.value().isTextual()
              ? Map.of(compare.attribute(), ScimName.lower(compare.value().asText()))
              : Map.of();
      case Or or -> Map.of();
      case Not not -> Map.of();
      case Some some -> Map.of();
      case Present present -> Map.of();
    };
  }

  /** The values there are; of a list attribute without a part, what it calls {@code value}. */
  private static List<JsonNode> values(JsonNode resource, String attribute, @Nullable String sub) {
    var found = new ArrayList<JsonNode>();
    var top = resource.path(attribute);
    for (var each : top.isArray() ? top : List.of(top)) {
      var value =
          sub != null
              ? each.path(sub)
              : each.isObject() && top.isArray() ? each.path("value") : each;
      if (!value.isMissingNode()
          && !value.isNull()
          && !(value.isTextual() && value.asText().isEmpty())) {
        found.add(value);
      }
    }
    return found;
  }
}
