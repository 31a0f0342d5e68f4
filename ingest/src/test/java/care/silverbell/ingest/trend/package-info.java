/** Tests of hours and days. */
@NullMarked
package care.silverbell.ingest.trend;

import org.jspecify.annotations.NullMarked;
