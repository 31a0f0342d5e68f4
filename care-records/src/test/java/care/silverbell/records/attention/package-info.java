/** Tests of who needs a look first. */
@NullMarked
package care.silverbell.records.attention;

import org.jspecify.annotations.NullMarked;
