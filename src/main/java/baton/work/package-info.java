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
 * <p>A list of any length costs the same: {@link baton.work.HolderList} writes rows into buckets by
 * the age of their items and counts them, {@link baton.work.ListIndex} names the buckets, {@link
 * baton.work.Repacking} keeps them dense and drops whole ones, {@link baton.work.ListLedger} stores
 * the index under the epoch of its router. A router of an earlier epoch may still be writing: what
 * it writes is in the list, is out of a bucket's range, or is in a bucket that nobody reads; it
 * answers nobody.
 *
 * <p>All rows hold absolute values stamped with the revision of the item, so everything here may be
 * repeated, and two revisions may overtake each other.
 *
 * <p>Imports {@code directory}, {@code definition} and {@code expression}.
 */
@NullMarked
package baton.work;

import org.jspecify.annotations.NullMarked;
