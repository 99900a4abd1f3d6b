/**
 * What a flow is and how an interview of it runs: screen, autolaunched and evaluation flows.
 *
 * <p>{@link baton.flow.FlowReader} makes a {@link baton.flow.Flow} of a text; {@link
 * baton.flow.Interpreter} is pure and goes from where an interview stands ({@link
 * baton.flow.Progress}) to the next thing it wants done ({@link baton.flow.Outcome}). {@link
 * baton.flow.FlowRunner} runs what needs no person to its end. {@link baton.flow.Interview} is the
 * actor that keeps the screen flow of one work item and person: it stores what came from outside,
 * and finds out where it stands by running the flow again.
 *
 * <p>Owns: flows and their versions (door {@link baton.flow.Flows}), interviews of screen flows
 * (door {@link baton.flow.Interviews}), and what flows can have done outside of themselves (the SPI
 * {@link baton.flow.Action}, found by {@link baton.flow.Actions}). Who completes a work item is
 * declared as {@link baton.flow.Interviews.Completion}, who sends mails as {@link
 * baton.flow.Mailer}, who keeps business records as {@link baton.flow.Records}.
 *
 * <p>No interview is woken when its node dies: nobody waits for it but the person, and it goes on,
 * on another node, as soon as the person looks again.
 *
 * <p>Imports {@code document} and {@code expression}.
 */
@NullMarked
package baton.flow;

import org.jspecify.annotations.NullMarked;
