package baton.scim;

import org.jspecify.annotations.Nullable;

/**
 * What of a resource a patch changes.
 *
 * @param filter which values of a list; null means all of them
 * @param sub the part of the attribute, or of each such value; null means the whole
 */
record ScimPath(String attribute, @Nullable ScimFilter filter, @Nullable String sub) {}
