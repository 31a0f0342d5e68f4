package care.silverbell.sim.resident;

import care.silverbell.sim.wire.BandStatus;
import care.silverbell.sim.wire.Sample;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An old person with a band on the wrist. Everything about them follows from the seed, the moment
 * and what befell them, so it can be asked for any moment, in any order.
 */
public final class Resident {
  private static final Duration HEART_FOLLOWS_WITHIN = Duration.ofSeconds(100);
  private static final int HEART_LOOKS_BACK = 5;
  private static final Duration SPO2_EVERY = Duration.ofMinutes(10);
  private static final Duration PRESSURE_EVERY = Duration.ofHours(4);
  private static final Duration TEMPERATURE_EVERY = Duration.ofHours(1);
  private static final Duration BATTERY_DIES_WITHIN = Duration.ofMinutes(2);

  private final long seed;
  private final Place home;
  private final Constitution constitution;
  private final DailyRhythm rhythm;
  private final List<Blow> blows = new CopyOnWriteArrayList<>();

  /** A mishap and when it began. */
  private record Blow(Mishap mishap, Instant from) {
    boolean on(Instant at) {
      return !at.isBefore(from) && at.isBefore(from.plus(mishap.lasts()));
    }

    Duration since(Instant at) {
      return Duration.between(from, at);
    }
  }

  /**
   * @param zone whose midnight and mealtimes they live by
   */
  public Resident(long seed, Place home, ZoneId zone) {
    this.seed = seed;
    this.home = home;
    this.constitution = Constitution.of(seed);
    this.rhythm = new DailyRhythm(Chance.mix(seed, 100), zone);
  }

  /** Lets something happen to them, from now on for as long as it lasts. */
  public void befall(Mishap mishap, Instant now) {
    blows.removeIf(blow -> !blow.on(now));
    blows.add(new Blow(mishap, now));
  }

  /** What they do. */
  public Activity activity(Instant at) {
    return blows(at)
        .map(blow -> forced(blow.mishap()))
        .flatMap(Stream::ofNullable)
        .findFirst()
        .orElseGet(() -> rhythm.spellAt(at).activity());
  }

  /**
   * What the band measures.
   *
   * @param before the measurement before this one; what is measured now and then is measured when
   *     its time lies in between
   */
  public Sample.Vitals vitals(Instant before, Instant at) {
    int steps = rhythm.stepsSinceMidnight(at, constitution.stepsASecond());
    if (rhythm.offWrist(at)) {
      return new Sample.Vitals(at, null, null, null, null, null, steps, false, null);
    }
    boolean pressure = isDue(PRESSURE_EVERY, before, at);
    return new Sample.Vitals(
        at,
        heartRate(at),
        isDue(SPO2_EVERY, before, at) ? spo2(at) : null,
        pressure ? (int) (constitution.systolic() + 7 * drift(3, at, 45)) : null,
        pressure ? (int) (constitution.diastolic() + 4 * drift(4, at, 45)) : null,
        isDue(TEMPERATURE_EVERY, before, at) ? temperature(at) : null,
        steps,
        true,
        activity(at).atRest());
  }

  /** Where they are, as well as the band can tell. */
  public Sample.Fix fix(Instant at) {
    boolean outside = activity(at) == Activity.WALKING;
    double unsure = outside ? 4 : 8;
    Place seen = place(at).moved(unsure * drift(5, at, 1), unsure * drift(6, at, 1));
    double accuracy = Math.rint(outside ? 9 + 4 * drift(7, at, 3) : 25 + 8 * drift(7, at, 30));
    return new Sample.Fix(
        at, micro(seen.lat()), micro(seen.lon()), accuracy, outside ? "gps" : "wifi");
  }

  /** How the band is; it calls itself online whenever it is asked. */
  public BandStatus status(Instant at) {
    return new BandStatus(
        at, true, battery(at), rhythm.charging(at), !rhythm.offWrist(at), "1.2.0-sim");
  }

  /** Whether no network reaches the band. */
  public boolean outOfReach(Instant at) {
    return rhythm.outOfReach(at)
        || blows(at).anyMatch(blow -> blow.mishap() instanceof Mishap.GoesSilent);
  }

  /** The battery in whole %. At 0 the band is off. */
  public int battery(Instant at) {
    double level = rhythm.battery(at, constitution.drainAnHour());
    for (Blow blow : blows(at).toList()) {
      if (blow.mishap() instanceof Mishap.FlatBattery) {
        double gone = (double) blow.since(at).toMillis() / BATTERY_DIES_WITHIN.toMillis();
        level *= Math.max(0, 1 - gone);
      }
    }
    return (int) Math.floor(level);
  }

  /** Beats per minute. */
  public int heartRate(Instant at) {
    double beats = 0;
    for (int i = 0; i < HEART_LOOKS_BACK; i++) {
      Duration back = HEART_FOLLOWS_WITHIN.multipliedBy(i).dividedBy(HEART_LOOKS_BACK);
      beats += wantedRate(at.minus(back)) / HEART_LOOKS_BACK;
    }
    double restless = activity(at) == Activity.ASLEEP ? 1.5 : 3;
    beats += restless * (drift(1, at, 5) + Chance.drift(seed + 2, at, Duration.ofSeconds(40)));
    return (int) Math.round(Math.max(38, beats));
  }

  private double wantedRate(Instant at) {
    double usual =
        constitution.restingRate()
            + switch (activity(at)) {
              case ASLEEP -> -8;
              case RESTING -> 0;
              case EATING -> 6;
              case CHORES -> 12;
              case WALKING -> constitution.walkingRise();
            };
    return blows(at)
        .mapToDouble(blow ->
            switch (blow.mishap()) {
              case Mishap.HeartRacing racing -> racing.beatsPerMinute();
              case Mishap.Fall _ -> constitution.restingRate() + 24;
              case Mishap.Press _ -> constitution.restingRate() + 14;
              case Mishap.WanderOff _, Mishap.GoesSilent _, Mishap.FlatBattery _ -> usual;
            })
        .reduce(usual, Math::max);
  }

  private static @Nullable Activity forced(Mishap mishap) {
    return switch (mishap) {
      case Mishap.Fall _, Mishap.HeartRacing _ -> Activity.RESTING;
      case Mishap.WanderOff _ -> Activity.WALKING;
      case Mishap.Press _, Mishap.GoesSilent _, Mishap.FlatBattery _ -> null;
    };
  }

  private Place place(Instant at) {
    for (Blow blow : blows(at).toList()) {
      switch (blow.mishap()) {
        case Mishap.WanderOff _ -> {
          return strayed(blow, at);
        }
        case Mishap.Fall _ -> {
          return usualPlace(blow.from());
        }
        case Mishap.Press _, Mishap.HeartRacing _, Mishap.GoesSilent _, Mishap.FlatBattery _ -> {
          // stays where the day has them
        }
      }
    }
    return usualPlace(at);
  }

  /** Inland, for the sea is north of Fenghuangtai. */
  private Place strayed(Blow blow, Instant at) {
    double metres = blow.since(at).toSeconds() * constitution.pace();
    double heading = Math.toRadians(Chance.between(seed, 11, 130, 230));
    Place start = usualPlace(blow.from());
    return start.moved(Math.cos(heading) * metres, Math.sin(heading) * metres);
  }

  private Place usualPlace(Instant at) {
    Day.Spell spell = rhythm.spellAt(at);
    if (spell.activity() != Activity.WALKING) {
      return home;
    }
    Day.Span span = spell.span();
    long way = Chance.mix(seed, span.from().getEpochSecond());
    return new Walk(home, way, constitution.pace(), span.length())
        .after(Duration.between(span.from(), at));
  }

  private int spo2(Instant at) {
    return (int) Math.min(99, Math.round(constitution.spo2() + drift(8, at, 30)));
  }

  private double temperature(Instant at) {
    return Math.rint((constitution.temperature() + 0.2 + 0.3 * drift(9, at, 240)) * 10) / 10;
  }

  private boolean isDue(Duration every, Instant before, Instant at) {
    long offset = Math.floorMod(Chance.mix(seed, every.toMillis()), every.toMillis());
    return Math.floorDiv(before.toEpochMilli() + offset, every.toMillis())
        != Math.floorDiv(at.toEpochMilli() + offset, every.toMillis());
  }

  private double drift(int which, Instant at, int minutes) {
    return Chance.drift(Chance.mix(seed, 1_000 + which), at, Duration.ofMinutes(minutes));
  }

  private Stream<Blow> blows(Instant at) {
    return blows.stream().filter(blow -> blow.on(at));
  }

  /** A ten-centimetre grid: no receiver knows better, and the digits would only be bytes. */
  private static double micro(double degrees) {
    return Math.rint(degrees * 1e6) / 1e6;
  }
}
