/** What is done again and again. */
@NullMarked
package care.silverbell.ingest.repeating;

import org.jspecify.annotations.NullMarked;
