/** The real service as a process, and what tests say to it. */
@NullMarked
package care.silverbell.testing;

import org.jspecify.annotations.NullMarked;
