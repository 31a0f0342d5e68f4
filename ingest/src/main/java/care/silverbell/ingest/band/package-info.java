/** What comes over the wire from a band, and how it is read. */
@NullMarked
package care.silverbell.ingest.band;

import org.jspecify.annotations.NullMarked;
