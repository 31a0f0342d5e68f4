/** Test presses: announced, told apart from real ones, and counted for each band. */
@NullMarked
package care.silverbell.records.rehearsal;

import org.jspecify.annotations.NullMarked;
