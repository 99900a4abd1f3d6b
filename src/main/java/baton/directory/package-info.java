/**
 * Who there is: users, groups, queues and their members.
 *
 * <p>Owns: the door {@link baton.directory.People}. Every node holds the whole {@link
 * baton.directory.Directory} in memory, so that lookups cost nothing. A change is stored by
 * compare-and-set on the version of its one entry and told to the other nodes, which read that
 * entry alone. Entries are deactivated, never deleted: old work names them.
 *
 * <p>Imports no other room.
 */
@NullMarked
package baton.directory;

import org.jspecify.annotations.NullMarked;
