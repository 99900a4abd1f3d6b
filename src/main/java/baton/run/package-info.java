/**
 * The run: a persistent sharded actor that owns its stages, steps and work items.
 *
 * <p>{@link baton.run.RunDecider} decides purely, {@link baton.run.RunState} is the fold of {@link
 * baton.run.RunEvent}s, {@link baton.run.RunWork} is what a state wants going on. {@link
 * baton.run.Run} stores, replies and matches child actors to wanted work; {@link baton.run.Runs} is
 * the door. The children come from {@link baton.run.RunSurroundings.Steps}, which {@code app}
 * wires.
 *
 * <p>Imports {@code definition} and {@code expression}.
 */
@NullMarked
package baton.run;

import org.jspecify.annotations.NullMarked;
