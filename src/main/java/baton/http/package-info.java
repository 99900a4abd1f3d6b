/**
 * The HTTP side: the API under {@code /api/v1}, event streams, health, the pages and the API
 * document. Speaks to doors (plural nouns) only; {@code app} hands them over as {@link
 * baton.http.Doors}.
 *
 * <p>{@link baton.http.HttpServer} opens the port, {@link baton.http.Routes} puts the routes
 * together: one {@code …Routes} per resource. {@code ProblemType} and {@code Problems} are the one
 * table from reason to status, {@code Bodies}, {@code Parameters} and {@code Paths} what may be
 * sent, {@code Identity} who acts, {@code OpenMode} and {@code SecurityHeaders} what other sites
 * cannot do. {@code web/openapi.yaml} is kept by hand; a test holds every answer against it.
 *
 * <p>Only {@code app} may import this room.
 */
@NullMarked
package baton.http;

import org.jspecify.annotations.NullMarked;
