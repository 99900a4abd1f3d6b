package baton.scim;

import baton.scim.ScimRefused.Type;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The name of an attribute as this service spells it, whatever case a client writes (RFC 7643
 * §2.1), with the schema before it taken off.
 *
 * @param sub the part of a complex attribute, as in {@code name.givenName}
 */
record ScimName(String attribute, @Nullable String sub) {
  private static final Map<String, Set<String>> KEPT =
      Map.ofEntries(
          Map.entry("schemas", Set.of()),
          Map.entry("id", Set.of()),
          Map.entry("externalId", Set.of()),
          Map.entry("userName", Set.of()),
          Map.entry("displayName", Set.of()),
          Map.entry("active", Set.of()),
          Map.entry("name", Set.of("formatted", "givenName", "familyName")),
          Map.entry("emails", Set.of("value", "type", "primary", "display")),
          Map.entry("members", Set.of("value", "display", "type", "$ref")),
          Map.entry("groups", Set.of("value", "display", "type", "$ref")),
          Map.entry(
              "meta", Set.of("resourceType", "created", "lastModified", "location", "version")));

  /** Defined by RFC 7643, sent by identity providers, and of no use here: taken and let go. */
  private static final Set<String> LET_GO =
      Set.of(
          "nickname",
          "profileurl",
          "title",
          "usertype",
          "preferredlanguage",
          "locale",
          "timezone",
          "password",
          "phonenumbers",
          "ims",
          "photos",
          "addresses",
          "entitlements",
          "roles",
          "x509certificates");

  private static final Map<String, String> SPELLINGS = spellings();
  private static final String CORE = "urn:ietf:params:scim:schemas:core:2.0:";
  private static final String ANY_SCHEMA = "urn:";

  private static Map<String, String> spellings() {
    var spellings = new TreeMap<String, String>();
    KEPT.keySet().forEach(name -> spellings.put(lower(name), name));
    return spellings;
  }

  /** The name, or null for one that is defined but not kept here. */
  static @Nullable ScimName of(String text) {
    var local = text;
    if (lower(text).startsWith(CORE)) {
      local = text.substring(text.lastIndexOf(':') + 1);
    } else if (lower(text).startsWith(ANY_SCHEMA)) {
      return null;
    }
    var dot = local.indexOf('.');
    var first = dot < 0 ? local : local.substring(0, dot);
    var attribute = SPELLINGS.get(lower(first));
    if (attribute == null) {
      if (LET_GO.contains(lower(first))) {
        return null;
      }
      throw new ScimRefused(Type.INVALID_PATH, "There is no attribute '" + cut(text) + "'.");
    }
    return new ScimName(attribute, dot < 0 ? null : sub(attribute, local.substring(dot + 1)));
  }

  /** The part of an attribute that is spelled like that; null for one that is not kept. */
  static @Nullable String subOrNull(String attribute, String text) {
    return KEPT.getOrDefault(attribute, Set.of()).stream()
        .filter(known -> known.equalsIgnoreCase(text))
        .findAny()
        .orElse(null);
  }

  private static String sub(String attribute, String text) {
    var known = subOrNull(attribute, text);
    if (known == null && attribute.equals("name")) {
      return text;
    }
    if (known == null) {
      throw new ScimRefused(
          Type.INVALID_PATH, "The attribute '" + attribute + "' has no '" + cut(text) + "'.");
    }
    return known;
  }

  static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  static String cut(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }
}
