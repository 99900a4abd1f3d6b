/**
 * The HTTP side: one {@code …Routes} per resource under {@code /api/v1}, problems, event streams,
 * the OpenAPI document and the static pages. Speaks to doors (plural nouns) only.
 */
@NullMarked
package baton.http;

import org.jspecify.annotations.NullMarked;
