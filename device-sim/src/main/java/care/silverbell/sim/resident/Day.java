package care.silverbell.sim.resident;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * One day of one person, from midnight to midnight.
 *
 * @param spells what is done when, without a gap
 * @param charging when the band lies on its charger; may reach into the next day
 * @param offWrist when the band is off for the bath
 * @param outOfReach when no network reaches the band
 */
record Day(
    LocalDate date,
    List<Spell> spells,
    List<Span> charging,
    List<Span> offWrist,
    List<Span> outOfReach) {
  private static final int MINUTES_A_DAY = 24 * 60;

  /** A stretch of time, its end not in it. */
  record Span(Instant from, Instant until) {
    boolean contains(Instant at) {
      return !at.isBefore(from) && at.isBefore(until);
    }

    Duration length() {
      return Duration.between(from, until);
    }
  }

  /** One activity and how long it lasts. */
  record Spell(Span span, Activity activity) {}

  /** The day this person has on this date; the same whenever asked. */
  static Day of(long personSeed, LocalDate date, ZoneId zone) {
    return new Plan(Chance.mix(personSeed, date.toEpochDay()), date, zone).day();
  }

  Spell spellAt(Instant at) {
    return spells.stream()
        .filter(spell -> spell.span().contains(at))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(at + " is not on " + date));
  }

  /** Puts a day together in minutes since midnight. */
  private static final class Plan {
    private final long seed;
    private final LocalDate date;
    private final Instant midnight;
    private final Instant nextMidnight;
    private final List<Spell> spells = new ArrayList<>();
    private double cursor;
    private int draws;

    Plan(long seed, LocalDate date, ZoneId zone) {
      this.seed = seed;
      this.date = date;
      this.midnight = date.atStartOfDay(zone).toInstant();
      this.nextMidnight = date.plusDays(1).atStartOfDay(zone).toInstant();
    }

    Day day() {
      double wake = between(300, 390);
      double bed = between(1230, 1330);
      night(wake);
      morning(wake);
      afternoon();
      evening();
      until(bed, Activity.RESTING);
      until(MINUTES_A_DAY, Activity.ASLEEP);
      List<Span> charging =
          happens(0.93) ? List.of(span(bed - 15, bed + between(75, 120))) : List.of();
      double bath = between(1195, 1215);
      List<Span> offWrist = happens(0.5) ? List.of(span(bath, bath + between(12, 25))) : List.of();
      return new Day(date, List.copyOf(spells), charging, offWrist, outOfReach(wake, bed));
    }

    private void night(double wake) {
      if (happens(0.6)) {
        until(between(110, 240), Activity.ASLEEP);
        lasting(between(4, 9), Activity.CHORES);
      }
      until(wake, Activity.ASLEEP);
    }

    private void morning(double wake) {
      until(wake + between(25, 50), Activity.CHORES);
      lasting(between(20, 30), Activity.EATING);
      perhapsWalk(0.75, cursor + between(20, 70), between(30, 70));
      until(Math.max(cursor, between(560, 620)), Activity.RESTING);
      lasting(between(30, 60), Activity.CHORES);
      until(between(695, 725), Activity.RESTING);
      lasting(between(25, 35), Activity.EATING);
    }

    private void afternoon() {
      if (happens(0.7)) {
        until(between(775, 800), Activity.RESTING);
        lasting(between(40, 80), Activity.ASLEEP);
      }
      perhapsWalk(0.4, between(920, 960), between(20, 45));
      until(Math.max(cursor, between(1010, 1030)), Activity.RESTING);
      lasting(between(25, 35), Activity.CHORES);
      lasting(between(25, 40), Activity.EATING);
    }

    private void evening() {
      perhapsWalk(0.55, between(1125, 1150), between(20, 40));
    }

    private List<Span> outOfReach(double wake, double bed) {
      List<Span> spans = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        if (happens(0.3)) {
          double from = between(wake, bed - 60);
          spans.add(span(from, from + between(5, 45)));
        }
      }
      return List.copyOf(spans);
    }

    private void perhapsWalk(double likelihood, double from, double minutes) {
      if (happens(likelihood)) {
        until(from, Activity.RESTING);
        lasting(minutes, Activity.WALKING);
      }
    }

    private void lasting(double minutes, Activity activity) {
      until(cursor + minutes, activity);
    }

    private void until(double minute, Activity activity) {
      if (minute > cursor) {
        spells.add(new Spell(span(cursor, minute), activity));
        cursor = minute;
      }
    }

    private Span span(double from, double until) {
      return new Span(at(from), at(until));
    }

    /** The day's end is the next midnight even where the clocks were changed that day. */
    private Instant at(double minute) {
      Instant plain = midnight.plusMillis((long) (minute * 60_000));
      return minute == MINUTES_A_DAY ? nextMidnight : plain;
    }

    private boolean happens(double likelihood) {
      return Chance.of(seed, ++draws) < likelihood;
    }

    private double between(double low, double high) {
      return Chance.between(seed, ++draws, low, high);
    }
  }
}
