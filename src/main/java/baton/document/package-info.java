/**
 * Texts that define something: read from YAML or JSON with the place of every part, and kept as
 * immutable versions (draft, active, obsolete).
 *
 * <p>Owns what {@code definition} and {@code flow} share: the located tree ({@link
 * baton.document.Document}, {@link baton.document.Node}), its reading with all problems told
 * ({@link baton.document.Fields}, {@link baton.document.Values}, {@link
 * baton.document.Conditions}), and the store of {@link baton.document.Versions}. The readers tell
 * what is wrong with a text; the published JSON Schemas are for editors, and tests hold both
 * together.
 *
 * <p>Imports {@code expression}.
 */
@NullMarked
package baton.document;

import org.jspecify.annotations.NullMarked;
