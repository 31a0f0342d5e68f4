/** The straight path from the broker to the record. */
@NullMarked
package care.silverbell.ingest.intake;

import org.jspecify.annotations.NullMarked;
