/** What bands say about their wearers, one record per fact; the ground floor. */
@NullMarked
package care.silverbell.ingest.reading;

import org.jspecify.annotations.NullMarked;
