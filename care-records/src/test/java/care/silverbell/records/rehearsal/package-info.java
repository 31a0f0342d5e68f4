/** Test presses, tried by themselves. */
@NullMarked
package care.silverbell.records.rehearsal;

import org.jspecify.annotations.NullMarked;
