/**
 * Texts that define something: read from YAML or JSON with the place of every part, checked against
 * a JSON Schema, and kept as immutable versions (draft, active, obsolete).
 *
 * <p>Owns the located reader and the version store that {@code definition} and {@code flow} share.
 *
 * <p>Imports {@code expression}.
 */
@NullMarked
package baton.document;

import org.jspecify.annotations.NullMarked;
