/**
 * Who there is: users, groups, queues and their members.
 *
 * <p>Owns: the door {@link baton.directory.People}. Every node holds the whole {@link
 * baton.directory.Directory} in memory and loads it again when its mark moved, so that lookups cost
 * nothing. Entries are deactivated, never deleted: old work names them.
 *
 * <p>Imports no other room.
 */
@NullMarked
package baton.directory;

import org.jspecify.annotations.NullMarked;
