/** Both telemetry stores and the spool, against real servers and a real disk. */
@NullMarked
package care.silverbell.ingest.telemetry;

import org.jspecify.annotations.NullMarked;
