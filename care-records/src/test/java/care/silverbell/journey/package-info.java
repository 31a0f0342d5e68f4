/** Whole journeys through the real service: from a wrist to a screen and back. */
@NullMarked
package care.silverbell.journey;

import org.jspecify.annotations.NullMarked;
