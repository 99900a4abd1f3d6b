/**
 * Work items as people see them: the router that assigns them to users, groups and queues, inbox
 * rows, and the outbox of notifications. What may be done to an item is decided by its run.
 *
 * <p>Owns: the door {@code WorkItems}, the sharded {@code WorkRouter}, the mail outbox. The run is
 * reached through an interface of its own.
 *
 * <p>Imports {@code directory}, {@code definition} and {@code expression}.
 */
@NullMarked
package baton.work;

import org.jspecify.annotations.NullMarked;
