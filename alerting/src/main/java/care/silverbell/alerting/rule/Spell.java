package care.silverbell.alerting.rule;

import java.time.Duration;
import java.time.Instant;

/**
 * A stretch in which every value was beyond a limit.
 *
 * @param rung whether it was found already
 */
record Spell(Beat first, Beat least, Beat most, Beat last, int samples, boolean rung) {

  /** A value and its time. */
  record Beat(Instant at, double value) {}

  static Spell from(Beat beat) {
    return new Spell(beat, beat, beat, beat, 1, false);
  }

  Spell and(Beat beat) {
    return new Spell(
        first,
        beat.value() < least.value() ? beat : least,
        beat.value() > most.value() ? beat : most,
        beat,
        samples + 1,
        rung);
  }

  Spell found() {
    return new Spell(first, least, most, last, samples, true);
  }

  Duration lasted() {
    return Duration.between(first.at(), last.at());
  }
}
