/** Bands that are not there, on the command line. */
@NullMarked
package care.silverbell.sim;

import org.jspecify.annotations.NullMarked;
