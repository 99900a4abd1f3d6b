/**
 * Business records: what runs are about, and what happens when one changes.
 *
 * <p>{@link baton.record.RecordDecider} decides purely, {@link baton.record.RecordState} is the
 * fold of {@link baton.record.RecordEvent}s. {@link baton.record.BusinessRecord} is the actor: it
 * stores, replies, and tells each change to {@link baton.record.RecordSubscribers} again and again
 * until they have acknowledged it; {@link baton.record.Records} is the door, {@link
 * baton.record.RecordRows} the lists. Who subscribes, {@code app} decides.
 *
 * <p>Imports {@code expression}.
 */
@NullMarked
package baton.record;

import org.jspecify.annotations.NullMarked;
