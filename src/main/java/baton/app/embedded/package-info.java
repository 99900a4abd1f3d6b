/**
 * A real Cassandra of its own for dev mode and tests: a child process on free ports that never
 * outlives its owner.
 *
 * <p>{@link baton.app.embedded.EmbeddedCassandra} starts and ends it; what runs inside its JVM is
 * in {@code src/cassandra/java}.
 */
@NullMarked
package baton.app.embedded;

import org.jspecify.annotations.NullMarked;
