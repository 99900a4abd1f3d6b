/**
 * How an identity provider sees the directory: SCIM 2.0 (RFC 7643, RFC 7644).
 *
 * <p>Pure: resources made of entries of the directory and read back, filters, patches, and what
 * this service tells of itself. Users and groups have their names here as ids, which never change;
 * what a person signs in with and what a group is called may. {@code http} answers the requests.
 *
 * <p>Imports: directory.
 */
@NullMarked
package baton.scim;

import org.jspecify.annotations.NullMarked;
