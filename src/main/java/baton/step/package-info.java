/**
 * The child actors of a run: one file per kind of work that a run wants done.
 *
 * <p>A child performs one attempt, reports to its run, and may be started again after a crash: what
 * it does outward carries a stable key.
 *
 * <p>Imports {@code run}, {@code flow}, {@code work}, {@code task}, {@code definition} and {@code
 * expression}.
 */
@NullMarked
package baton.step;

import org.jspecify.annotations.NullMarked;
