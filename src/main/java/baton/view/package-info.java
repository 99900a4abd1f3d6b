/**
 * Read tables: the list of runs, and the history of one.
 *
 * <p>Rows hold absolute values; the sequence number of the run is their write timestamp. Lists may
 * lag; by-id reads ask the run itself. {@link baton.view.RunList} is the door: a run writes one
 * line, and pointers to it under each {@code RunKey} that it is found by; {@code RunSearch} follows
 * the pointers of the key that leads to the fewest runs. {@link baton.view.Histories} reads what
 * has happened to a run off its journal, and {@code Milestones} what of it matters to people.
 *
 * <p>Imports ids, events and rows of {@code run}, and of {@code definition} what an assignee is.
 */
@NullMarked
package baton.view;

import org.jspecify.annotations.NullMarked;
