/** Who of a doctor's people needs a look first. */
@NullMarked
package care.silverbell.records.attention;

import org.jspecify.annotations.NullMarked;
