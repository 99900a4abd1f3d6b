/**
 * Values and what can be said about them: types, expressions, requirements, custom logic and
 * conditions, compiled once to CEL and evaluated without side effects.
 *
 * <p>Owns: {@link baton.expression.Expression}, {@link baton.expression.Condition}, {@link
 * baton.expression.Value}, {@link baton.expression.Template}, what may be a name ({@link
 * baton.expression.Names}), what fits a type ({@link baton.expression.Values}), the {@link
 * baton.expression.Limits}, and {@link baton.expression.Problem}, the one shape in which every room
 * reports what is wrong with a text and where. A value is JSON data; its declared {@link
 * baton.expression.Type} says what it means.
 *
 * <p>How a source becomes an expression ({@code Compilation}): the library parses it ({@code
 * Language}), we rewrite the tree ({@code Resolver}, {@code Calls}), the library checks the kinds
 * against our {@code Functions} and plans it; {@code Wording} says what it finds in our words. The
 * tree is rewritten because our meaning is not the library's: {@code $} and dotted names, one
 * decimal kind of number, dates beside texts, and above all missing values: whatever lacks one is
 * nothing, a comparison that lacks one is false, and only {@code == null} and {@code != null} ask
 * for one. Requirements are tested by the same functions, so that they and formulas cannot differ.
 *
 * <p>Dates: a date compared with a date-time starts at 0:00 UTC, and adding a number adds days.
 * There is no clock: TODAY() and NOW() read {@code $Flow.CurrentDate} and {@code
 * $Flow.CurrentDateTime}.
 *
 * <p>Imports no other room; every room that reads definitions may call it.
 */
@NullMarked
package baton.expression;

import org.jspecify.annotations.NullMarked;
