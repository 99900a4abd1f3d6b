/**
 * Work items as people see them: the router that assigns them to users, groups and queues, inbox
 * rows, and the outbox of notifications. What may be done to an item is decided by its run.
 *
 * <p>The way of an item: its run asks {@link baton.work.Routing} to show one revision; {@link
 * baton.work.Placing} in the {@link baton.work.WorkRouter} of the assignee writes it into the lists
 * of its holders and its mails into {@link baton.work.MailOutbox}; {@link baton.work.MailSender}s
 * send them. People ask {@link baton.work.WorkItems}: lists come from rows ({@link
 * baton.work.InboxReader}), commands go to the run through {@link baton.work.WorkItems.Items}.
 *
 * <p>All rows hold absolute values stamped with the revision of the item, so everything here may be
 * repeated, and two revisions may overtake each other.
 *
 * <p>Imports {@code directory}, {@code definition} and {@code expression}.
 */
@NullMarked
package baton.work;

import org.jspecify.annotations.NullMarked;
