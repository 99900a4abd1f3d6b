/**
 * What an orchestration is: stages, steps, decisions and assignees, read from YAML or JSON, checked
 * as a whole, kept as immutable versions (draft, active, obsolete).
 *
 * <p>Owns: {@link baton.definition.Orchestration} and its parts, and the door {@code
 * Orchestrations}. What activation must ask of other rooms (flows, assignees) it declares as
 * interfaces of its own.
 *
 * <p>Imports {@code document} and {@code expression}.
 */
@NullMarked
package baton.definition;

import org.jspecify.annotations.NullMarked;
