/**
 * What an orchestration is: stages, steps, decisions and assignees, read from YAML or JSON, checked
 * as a whole, kept as immutable versions (draft, active, obsolete).
 *
 * <p>Reading is pure: {@code Outline} finds all names, {@code Inquiry} asks what is known of flows
 * and people, then one pass of {@code OrchestrationReader} compiles and tells every problem.
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
