/**
 * What makes a process a node: settings, serialization of events and messages, the Cassandra
 * session and its schema migrations, health. Imports no other room.
 */
@NullMarked
package baton.cluster;

import org.jspecify.annotations.NullMarked;
