/** How the ground floor is laid out. */
@NullMarked
package care.silverbell.ingest;

import org.jspecify.annotations.NullMarked;
