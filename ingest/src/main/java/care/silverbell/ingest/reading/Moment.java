package care.silverbell.ingest.reading;

import java.time.Instant;

/**
 * When something happened, in whole milliseconds.
 *
 * @param at the band's own time, or the time of receipt where the band's clock could not be
 *     believed
 * @param clockReplaced whether the time of receipt stands in for the band's clock: also where the
 *     band told no time at all, as in the last will that the broker gives out for it
 */
public record Moment(Instant at, boolean clockReplaced) {

  /** A moment told by a clock that can be believed. */
  public static Moment of(Instant at) {
    return new Moment(at, false);
  }
}
