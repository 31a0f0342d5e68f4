/** Who is on duty, told as tables. */
@NullMarked
package care.silverbell.records.duty;

import org.jspecify.annotations.NullMarked;
