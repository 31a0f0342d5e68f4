/** The web face as the world outside meets it. */
@NullMarked
package care.silverbell.records;

import org.jspecify.annotations.NullMarked;
