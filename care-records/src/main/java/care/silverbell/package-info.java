/** The composition root. */
@NullMarked
package care.silverbell;

import org.jspecify.annotations.NullMarked;
