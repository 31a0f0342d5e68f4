package care.silverbell.ingest.band;

import care.silverbell.ingest.reading.Moment;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How far a band's clock is believed. A clock that says a time before 2020 was never set; one more
 * than two minutes ahead of ours is wrong. What is late is believed, however late: a band that was
 * out of reach uploads afterwards. Times are epoch milliseconds.
 */
final class BandClock {
  /** The band told no time, or none that can be read. */
  static final long SILENT = Long.MIN_VALUE;

  private static final Instant EARLIEST = Instant.parse("2020-01-01T00:00:00Z");
  private static final Duration BELIEVED_LEAD = Duration.ofMinutes(2);

  /**
   * As far ahead a clock is taken to be wrong as a whole (set to local time, as a rule) and moves
   * everything it told, where all of that is in one order; else it was set meanwhile, and only what
   * is ahead is moved. One further ahead may be a single garbled number, and moves only itself.
   */
  private static final Duration WRONG_AS_A_WHOLE = Duration.ofDays(1);

  private static final Pattern LOCAL =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?");

  /** Beyond any year that is meant, and far from the end of what fits. */
  private static final double FARTHEST = 1e16;

  /** One entry of an upload: its place in the list, from 0, and the time the band told. */
  interface Entry {
    int place();

    long at();
  }

  private BandClock() {}

  /**
   * The time that a number means: 10 digits are seconds, else milliseconds.
   *
   * @param zone whose local time was counted as if it were UTC; null where it is UTC. Of an hour
   *     that a clock goes through twice the first is meant
   */
  static long ofNumber(double number, @Nullable ZoneId zone) {
    long utc = ofNumber(number);
    if (utc == SILENT || zone == null) {
      return utc;
    }
    return Instant.ofEpochMilli(utc)
        .atOffset(ZoneOffset.UTC)
        .toLocalDateTime()
        .atZone(zone)
        .toInstant()
        .toEpochMilli();
  }

  private static long ofNumber(double number) {
    boolean seconds = Math.abs(number) >= 1e9 && Math.abs(number) < 1e10;
    double millis = seconds ? number * 1000 : number;
    return Math.abs(millis) <= FARTHEST ? Math.round(millis) : SILENT;
  }

  /**
   * The time that an ISO 8601 text means.
   *
   * @param zone whose local time a text without an offset tells; null where it then tells nothing
   */
  static long ofText(String text, @Nullable ZoneId zone) {
    if (zone != null && LOCAL.matcher(text.strip()).matches()) {
      return ofLocalText(text.strip().replace(' ', 'T'), zone);
    }
    try {
      return Instant.parse(text.strip()).toEpochMilli();
    } catch (DateTimeException | ArithmeticException _) {
      return SILENT;
    }
  }

  private static long ofLocalText(String text, ZoneId zone) {
    try {
      return LocalDateTime.parse(text).atZone(zone).toInstant().toEpochMilli();
    } catch (DateTimeException | ArithmeticException _) {
      return SILENT;
    }
  }

  /** When a thing told alone happened. */
  static Moment moment(long at, Instant receivedAt) {
    return isBelieved(at, receivedAt) ? told(at) : replaced(receivedAt);
  }

  /**
   * When the things told in one upload happened, in their order. Where the clock was wrong the
   * newest gets the time of receipt and the others keep their distance before it; where it told
   * nothing, each entry stands a millisecond before the next. So a wrong clock makes no upload fall
   * onto one moment, of which only one entry would be kept.
   *
   * @param places how many entries the upload had, those left out included
   */
  static List<Moment> moments(List<? extends Entry> entries, int places, Instant receivedAt) {
    if (places == 1 && entries.size() == 1) {
      return List.of(moment(entries.getFirst().at(), receivedAt));
    }
    long received = receivedAt.toEpochMilli();
    long newestUnset = newest(entries, BandClock::isUnset);
    long newestAhead = newest(entries, at -> isAhead(at, receivedAt));
    boolean allWrong =
        newestAhead != SILENT
            && newestAhead - received <= WRONG_AS_A_WHOLE.toMillis()
            && isByOneClock(entries);
    List<Moment> moments = new ArrayList<>(entries.size());
    for (Entry entry : entries) {
      long at = entry.at();
      if (isBelieved(at, receivedAt) && !allWrong) {
        moments.add(told(at));
      } else {
        long byPlace = received - (places - 1 - entry.place());
        long moved = received - ((isUnset(at) ? newestUnset : newestAhead) - at);
        // A distance that leads out of all belief is none.
        boolean movable = at != SILENT && moved >= EARLIEST.toEpochMilli();
        moments.add(replaced(Instant.ofEpochMilli(movable ? moved : byPlace)));
      }
    }
    return moments;
  }

  /** Whether times only rise, or only fall, from entry to entry. */
  private static boolean isByOneClock(List<? extends Entry> entries) {
    boolean rises = true;
    boolean falls = true;
    long before = SILENT;
    for (Entry entry : entries) {
      long at = entry.at();
      if (at != SILENT && !isUnset(at)) {
        rises &= before == SILENT || at >= before;
        falls &= before == SILENT || at <= before;
        before = at;
      }
    }
    return rises || falls;
  }

  private static long newest(List<? extends Entry> entries, LongPredicate which) {
    return entries.stream().mapToLong(Entry::at).filter(which).max().orElse(SILENT);
  }

  private static boolean isBelieved(long at, Instant receivedAt) {
    return at != SILENT && !isUnset(at) && !isAhead(at, receivedAt);
  }

  private static boolean isUnset(long at) {
    return at != SILENT && at < EARLIEST.toEpochMilli();
  }

  private static boolean isAhead(long at, Instant receivedAt) {
    return at > receivedAt.toEpochMilli() + BELIEVED_LEAD.toMillis();
  }

  private static Moment told(long at) {
    return Moment.of(Instant.ofEpochMilli(at));
  }

  private static Moment replaced(Instant at) {
    return new Moment(at, true);
  }
}
