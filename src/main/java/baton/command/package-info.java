/**
 * The command line of those who use Baton: deploys, starts, finds, explains and drives runs on a
 * node that runs elsewhere.
 *
 * <p>It speaks the HTTP interface as anyone else would ({@link baton.command.Connection}), and
 * starts none of what a node is made of, so that it answers at once. {@link baton.command.Commands}
 * names the commands; {@code app} adds them to those that start nodes.
 *
 * <p>Imports no other room.
 */
@NullMarked
package baton.command;

import org.jspecify.annotations.NullMarked;
