/**
 * Tasks for workers outside: handed out under leases, given back when a lease runs out.
 *
 * <p>{@link baton.task.Tasks} is the door, {@link baton.task.TaskStream} keeps one worker supplied
 * through it. Each type of task has one {@link baton.task.TaskQueue} in the cluster, which keeps
 * nothing for ever: whoever wants a task done offers it again when the queue has lost it, so a task
 * may be handed out again, and only the newest lease counts. What a worker says of a task goes to
 * {@link baton.task.Tasks.Results}, which {@code app} wires.
 *
 * <p>Imports no room.
 */
@NullMarked
package baton.task;

import org.jspecify.annotations.NullMarked;
