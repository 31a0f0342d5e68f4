/** What bands send, good and bad, and what is made of it. */
@NullMarked
package care.silverbell.ingest.band;

import org.jspecify.annotations.NullMarked;
