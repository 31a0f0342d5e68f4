/** Where readings are kept and looked up. */
@NullMarked
package care.silverbell.ingest.telemetry;

import org.jspecify.annotations.NullMarked;
