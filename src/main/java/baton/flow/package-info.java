/**
 * What a flow is and how an interview of it runs: screen, autolaunched and evaluation flows. The
 * interpreter is pure and asks for effects; the actor {@code Interview} keeps the interview of one
 * work item.
 *
 * <p>Owns: flow definitions and their versions (door {@code Flows}), interviews of screen flows
 * (door {@code Interviews}), the action SPI.
 *
 * <p>Imports {@code document} and {@code expression}.
 */
@NullMarked
package baton.flow;

import org.jspecify.annotations.NullMarked;
