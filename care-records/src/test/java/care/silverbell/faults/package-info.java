/** What becomes of presses and readings when parts are killed, counted on the real parts. */
@NullMarked
package care.silverbell.faults;

import org.jspecify.annotations.NullMarked;
