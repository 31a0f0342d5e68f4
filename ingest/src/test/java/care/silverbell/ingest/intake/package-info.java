/** The straight path, held to its promises. */
@NullMarked
package care.silverbell.ingest.intake;

import org.jspecify.annotations.NullMarked;
