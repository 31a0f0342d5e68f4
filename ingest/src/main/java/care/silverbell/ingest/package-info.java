/** The ground: what bands say, taken in and kept. */
@NullMarked
package care.silverbell.ingest;

import org.jspecify.annotations.NullMarked;
