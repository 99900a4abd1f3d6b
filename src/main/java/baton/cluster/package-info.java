/**
 * What makes a process a node: settings, serialization of events and messages, the Cassandra
 * session and its schema migrations, health.
 *
 * <p>Owns: {@link baton.cluster.NodeSettings}, the one {@link baton.cluster.CassandraSession} that
 * the journal borrows, {@link baton.cluster.SchemaMigration} over the files of {@code schema/},
 * {@link baton.cluster.EventSerializer} for all that is stored for ever, {@link
 * baton.cluster.Health}. How many shards, how long a frame, which journal: {@code reference.conf}
 * says it with its reason.
 *
 * <p>Imports no other room.
 */
@NullMarked
package baton.cluster;

import org.jspecify.annotations.NullMarked;
