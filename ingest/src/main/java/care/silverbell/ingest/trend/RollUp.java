package care.silverbell.ingest.trend;

import java.time.Instant;

/**
 * How one sign was over a stretch of time, in the sign's unit.
 *
 * @param at its beginning
 * @param mean of all readings, each counting once
 * @param count of readings
 */
public record RollUp(Instant at, double min, double mean, double max, long count) {}
