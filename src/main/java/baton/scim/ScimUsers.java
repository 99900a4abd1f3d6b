package baton.scim;

import baton.directory.Directory;
import baton.directory.Entry;
import baton.directory.Provision;
import baton.directory.User;
import baton.scim.ScimRefused.Type;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Users as SCIM resources. The id is the username, which never changes; {@code userName}, what the
 * person signs in with, may.
 */
public final class ScimUsers {
  public static final String SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:User";

  private ScimUsers() {}

  /** Who is not deleted, as far as an identity provider is concerned. */
  public static Optional<Entry<User>> known(Directory directory, String id) {
    return directory.userEntry(id).filter(entry -> !entry.value().provision().deleted());
  }

  /**
   * @param base where the service is reached, such as {@code http://127.0.0.1:8080/scim/v2}
   */
  public static ObjectNode shown(Entry<User> entry, Directory directory, String base) {
    var user = entry.value();
    var resource = resource(user);
    var groups = JsonNodeFactory.instance.arrayNode();
    for (var name : directory.groupsOf(user.username())) {
      ScimGroups.known(directory, name)
          .ifPresent(group ->
              groups
                  .addObject()
                  .put("value", name)
                  .put("$ref", base + "/Groups/" + name)
                  .put("display", group.value().label())
                  .put("type", "direct"));
    }
    if (!groups.isEmpty()) {
      resource.set("groups", groups);
    }
    resource.set("meta", ScimResources.meta("User", base + "/Users/" + user.username(), entry));
    return resource;
  }

  private static ObjectNode resource(User user) {
    var resource = JsonNodeFactory.instance.objectNode();
    resource.putArray("schemas").add(SCHEMA);
    resource.put("id", user.username());
    ScimResources.put(resource, "externalId", user.provision().externalId());
    resource.put("userName", user.userName());
    var name = resource.putObject("name").put("formatted", user.name());
    ScimResources.put(name, "givenName", user.provision().givenName());
    ScimResources.put(name, "familyName", user.provision().familyName());
    resource.put("displayName", user.name());
    resource
        .putArray("emails")
        .addObject()
        .put("value", user.email())
        .put("type", "work")
        .put("primary", true);
    resource.put("active", user.active());
    return resource;
  }

  /** A user to be, of that username. */
  public static User made(JsonNode body, String username) {
    return read(ScimBody.resource(body), username, null);
  }

  /** What a client wants a user to be signed in as. */
  public static String userName(JsonNode body) {
    return userName(ScimBody.resource(body));
  }

  private static String userName(ObjectNode resource) {
    var userName = ScimBody.text(resource, "userName");
    if (userName == null) {
      throw new ScimRefused(Type.INVALID_VALUE, "'userName' is missing.");
    }
    return userName;
  }

  /** The user as the body says, and nothing of what was before. */
  public static User replaced(User before, JsonNode body) {
    var resource = ScimBody.resource(body);
    ScimResources.checkId(resource, before.username());
    return read(resource, before.username(), before);
  }

  public static User patched(User before, ScimPatch patch) {
    var resource = resource(before);
    patch.apply(resource);
    if (!resource.has("userName")) {
      throw new ScimRefused(Type.MUTABILITY, "A user needs a 'userName'.");
    }
    return read(resource, before.username(), before);
  }

  private static User read(ObjectNode resource, String username, @Nullable User before) {
    var userName = userName(resource);
    var name = resource.path("name");
    if (!name.isMissingNode() && !name.isObject()) {
      throw new ScimRefused(Type.INVALID_VALUE, "'name' must be an object.");
    }
    var given = ScimBody.text(name.path("givenName"), "name.givenName");
    var family = ScimBody.text(name.path("familyName"), "name.familyName");
    var provision =
        new Provision(
            userName.equals(username) ? null : userName,
            ScimBody.text(resource, "externalId"),
            given,
            family,
            false);
    return new User(
            username,
            shownName(resource, userName, before),
            email(resource, userName),
            ScimBody.flag(resource, "active", true))
        .with(provision)
        .withAbsences(before == null ? List.of() : before.absences());
  }

  /** What is said of the name; one that was made of its parts follows them when they change. */
  private static String shownName(ObjectNode resource, String userName, @Nullable User before) {
    var name = resource.path("name");
    var parts =
        parts(
            ScimBody.text(name.path("givenName"), "name.givenName"),
            ScimBody.text(name.path("familyName"), "name.familyName"));
    var shown = ScimBody.text(resource, "displayName");
    var formatted = ScimBody.text(name.path("formatted"), "name.formatted");
    if (before != null) {
      var former = parts(before.provision().givenName(), before.provision().familyName());
      var isSame = Objects.equals(shown, before.name());
      if (isSame && formatted != null && !formatted.equals(before.name())) {
        return formatted;
      }
      if (isSame && before.name().equals(former) && parts != null) {
        return parts;
      }
    }
    return first(shown, formatted, parts, userName);
  }

  private static @Nullable String parts(@Nullable String given, @Nullable String family) {
    return given == null ? family : family == null ? given : given + " " + family;
  }

  private static String first(
      @Nullable String one, @Nullable String two, @Nullable String three, String last) {
    return one != null ? one : two != null ? two : three != null ? three : last;
  }

  /** The first address of: the one called primary, one for work, any, what one signs in with. */
  private static String email(ObjectNode resource, String userName) {
    String best = userName;
    var bestRank = 0;
    for (var email : ScimBody.list(resource, "emails")) {
      var value = ScimBody.text(email.path("value"), "emails.value");
      var rank =
          email.path("primary").asText().equalsIgnoreCase("true")
              ? 3
              : email.path("type").asText().equalsIgnoreCase("work") ? 2 : 1;
      if (value != null && rank > bestRank) {
        best = value;
        bestRank = rank;
      }
    }
    return best;
  }
}
