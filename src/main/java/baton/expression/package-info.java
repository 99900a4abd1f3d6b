/**
 * Values and what can be said about them: types, expressions, requirements, custom logic and
 * conditions, compiled once to CEL and evaluated without side effects.
 *
 * <p>Owns: {@link baton.expression.Expression}, {@link baton.expression.Condition}, {@link
 * baton.expression.Value}, and {@link baton.expression.Problem}, the one shape in which every room
 * reports what is wrong with a text and where. A value is JSON data; its declared {@link
 * baton.expression.Type} says what it means.
 *
 * <p>Imports no other room; every room that reads definitions may call it.
 */
@NullMarked
package baton.expression;

import org.jspecify.annotations.NullMarked;
