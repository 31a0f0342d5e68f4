/** The canary's old presses, tried by themselves. */
@NullMarked
package care.silverbell.records.canary;

import org.jspecify.annotations.NullMarked;
