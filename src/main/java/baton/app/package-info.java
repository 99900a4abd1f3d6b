/**
 * {@code Main}, the command line, dev mode with its embedded Cassandra, and the wiring of all
 * rooms. The only room that may import every other.
 */
@NullMarked
package baton.app;

import org.jspecify.annotations.NullMarked;
