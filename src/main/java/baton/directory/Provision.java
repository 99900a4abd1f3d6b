package baton.directory;

import org.jspecify.annotations.Nullable;

/**
 * What an identity provider knows an entry by.
 *
 * @param userName what a person signs in with; null where it is the username itself. It may change,
 *     the username never does: old work names it
 * @param externalId the identity provider's own name for the entry
 * @param deleted the identity provider no longer knows of it; kept, because old work names it
 */
public record Provision(
    @Nullable String userName,
    @Nullable String externalId,
    @Nullable String givenName,
    @Nullable String familyName,
    boolean deleted) {
  public static final Provision NONE = new Provision(null, null, null, null, false);

  public Provision back() {
    return new Provision(userName, externalId, givenName, familyName, false);
  }

  public Provision gone() {
    return new Provision(userName, externalId, givenName, familyName, true);
  }
}
