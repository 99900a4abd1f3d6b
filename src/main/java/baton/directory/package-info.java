/**
 * Who there is: users, groups, queues and their members.
 *
 * <p>Owns: the door {@code People}. Imports no other room.
 */
@NullMarked
package baton.directory;

import org.jspecify.annotations.NullMarked;
