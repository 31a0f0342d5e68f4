/**
 * How a sign was over hours and days, kept beside the readings so that a year is read in an
 * instant.
 */
@NullMarked
package care.silverbell.ingest.trend;

import org.jspecify.annotations.NullMarked;
