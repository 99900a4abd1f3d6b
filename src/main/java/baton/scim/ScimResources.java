package baton.scim;

import baton.directory.Entry;
import baton.scim.ScimRefused.Type;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.text.Normalizer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What all resources have in common. */
public final class ScimResources {
  /** Leaves room for a number behind it within what a name may have. */
  private static final int LONGEST_STEM_CHARACTERS = 70;

  private ScimResources() {}

  static ObjectNode meta(String type, String location, Entry<?> entry) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("resourceType", type)
        .put("created", entry.created().toString())
        .put("lastModified", entry.changed().toString())
        .put("location", location)
        .put("version", version(entry.version()));
  }

  /** A version as an entity tag: weak, because what it looks like may change without it. */
  public static String version(long version) {
    return "W/\"" + version + "\"";
  }

  static void put(ObjectNode resource, String attribute, @Nullable String value) {
    if (value != null) {
      resource.put(attribute, value);
    }
  }

  static void checkId(ObjectNode resource, String id) {
    var sent = ScimBody.text(resource, "id");
    if (sent != null && !sent.equals(id)) {
      throw new ScimRefused(Type.MUTABILITY, "'id' is '" + id + "' and cannot be changed.");
    }
  }

  /**
   * A name that definitions and addresses bear, made of what a provider calls an entry, and free.
   * {@code Zoë O'Neil} becomes {@code zoe-o-neil}, and {@code zoe-o-neil.2} beside another one.
   */
  public static String freeName(String called, Predicate<String> isTaken) {
    var plain = Normalizer.normalize(called, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    var stem = ScimName.lower(plain).replaceAll("[^a-z0-9._@-]+", "-").replaceAll("^-+|-+$", "");
    var name = stem.isEmpty() ? "unnamed" : stem;
    if (name.length() > LONGEST_STEM_CHARACTERS) {
      name = name.substring(0, LONGEST_STEM_CHARACTERS);
    }
    var number = 2;
    var free = name;
    while (isTaken.test(free)) {
      free = name + "." + number;
      number++;
    }
    return free;
  }
}
