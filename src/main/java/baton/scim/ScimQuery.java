package baton.scim;

import baton.directory.Directory;
import baton.directory.Entry;
import baton.directory.Group;
import baton.directory.User;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A page of resources: those that a filter lets through, counted from 1, with what is asked of each
 * (RFC 7644 §3.4.2).
 */
public final class ScimQuery {
  public static final int MOST_PER_PAGE = 200;
  private static final int DEFAULT_PER_PAGE = 100;

  private final @Nullable ScimFilter filter;
  private final int startIndex;
  private final int count;
  private final ScimFields fields;

  private ScimQuery(@Nullable ScimFilter filter, int startIndex, int count, ScimFields fields) {
    this.filter = filter;
    this.startIndex = startIndex;
    this.count = count;
    this.fields = fields;
  }

  public static ScimQuery of(
      Optional<String> filter,
      Optional<String> startIndex,
      Optional<String> count,
      ScimFields fields) {
    return new ScimQuery(
        filter.map(ScimFilterReader::filter).orElse(null),
        Math.max(1, number("startIndex", startIndex, 1)),
        Math.clamp(number("count", count, DEFAULT_PER_PAGE), 0, MOST_PER_PAGE),
        fields);
  }

  private static int number(String name, Optional<String> text, int otherwise) {
    if (text.isEmpty()) {
      return otherwise;
    }
    if (!text.get().matches("-?[0-9]{1,9}")) {
      throw new ScimRefused(
          ScimRefused.Type.INVALID_VALUE, "'" + name + "' must be a whole number.");
    }
    return Integer.parseInt(text.get());
  }

  public ObjectNode users(Directory directory, String base) {
    var suiting =
        narrowed(directory)
            .filter(entry -> !entry.value().provision().deleted())
            .filter(entry -> mayMatch(entry.value()));
    return page(suiting, entry -> ScimUsers.shown(entry, directory, base));
  }

  public ObjectNode groups(Directory directory, String base) {
    var suiting =
        directory.groupEntries().stream()
            .filter(entry -> !entry.value().provision().deleted())
            .filter(entry -> mayMatch(entry.value()));
    return page(suiting, entry -> ScimGroups.shown(entry, directory, base));
  }

  private Map<String, String> required() {
    return filter == null ? Map.of() : filter.required();
  }

  /** Providers ask for each user by name before they make one. */
  private Stream<Entry<User>> narrowed(Directory directory) {
    var userName = required().get("userName");
    return userName == null
        ? directory.userEntries().stream()
        : directory.signingInAs(userName).flatMap(u -> directory.userEntry(u.username())).stream();
  }

  private boolean mayMatch(User user) {
    return equalsRequired("id", user.username())
        && equalsRequired("externalId", user.provision().externalId())
        && equalsRequired("displayName", user.name());
  }

  private boolean mayMatch(Group group) {
    return equalsRequired("id", group.name())
        && equalsRequired("externalId", group.provision().externalId())
        && equalsRequired("displayName", group.label());
  }

  private boolean equalsRequired(String attribute, @Nullable String value) {
    var required = required().get(attribute);
    return required == null || (value != null && required.equals(ScimName.lower(value)));
  }

  private <T> ObjectNode page(Stream<T> entries, Function<T, ObjectNode> shown) {
    return filter == null
        ? page(entries.toList(), shown)
        : page(entries.map(shown).filter(filter::matches).toList(), resource -> resource);
  }

  private <T> ObjectNode page(List<T> found, Function<T, ObjectNode> shown) {
    var from = Math.min(startIndex - 1, found.size());
    var to = Math.min(from + count, found.size());
    var list = JsonNodeFactory.instance.arrayNode();
    found.subList(from, to).forEach(each -> list.add(fields.of(shown.apply(each))));
    var answer = JsonNodeFactory.instance.objectNode();
    answer.putArray("schemas").add("urn:ietf:params:scim:api:messages:2.0:ListResponse");
    answer.put("totalResults", found.size());
    answer.put("startIndex", startIndex);
    answer.put("itemsPerPage", list.size());
    answer.set("Resources", list);
    return answer;
  }
}
