/**
 * Read tables: the list of runs, and the history of one.
 *
 * <p>Rows hold absolute values; the sequence number of the run is their write timestamp. Lists may
 * lag; by-id reads ask the run itself.
 *
 * <p>Imports ids, events and rows of {@code run}.
 */
@NullMarked
package baton.view;

import org.jspecify.annotations.NullMarked;
