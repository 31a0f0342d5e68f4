package care.silverbell.sim.town;

import care.silverbell.sim.band.BandSettings;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a simulated town is made of.
 *
 * @param broker tcp://host:port
 * @param interval between two measurements of a band, in the town's time
 * @param speed seconds of the town in a second of the world
 * @param from what the town's time is at the start; null: now, or a day ago for a speed above 1
 * @param seed the same seed, the same town
 * @param mishapsPerDay in the whole town, in a day of its own time, on average
 * @param planned mishaps that are meant to happen
 * @param zone whose midnight and mealtimes the residents live by
 * @param connectsPerSecond how quickly the bands are switched on
 */
public record TownSettings(
    URI broker,
    List<TownBand> bands,
    Duration interval,
    double speed,
    @Nullable Instant from,
    long seed,
    double mishapsPerDay,
    List<PlannedMishap> planned,
    ZoneId zone,
    int connectsPerSecond) {
  private static final int GENTLE = 30;

  public TownSettings {
    bands = List.copyOf(bands);
    planned = List.copyOf(planned);
    BandSettings.patient(broker);
    if (interval.isZero() || interval.isNegative()) {
      throw new IllegalArgumentException("the interval between measurements must be above 0");
    }
    if (!(speed > 0) || !(mishapsPerDay >= 0) || connectsPerSecond < 1) {
      throw new IllegalArgumentException(
          "speed and connects per second must be above 0, mishaps a day not below");
    }
    for (PlannedMishap mishap : planned) {
      if (bands.stream().noneMatch(band -> band.identity().serial().equals(mishap.serial()))) {
        throw new IllegalArgumentException(
            "no band of this town is %s, which a mishap is meant for".formatted(mishap.serial()));
      }
    }
  }

  /** A town in real time, measured every 15 seconds, in which nothing happens. */
  public static TownSettings of(URI broker, List<TownBand> bands) {
    return new TownSettings(
        broker,
        bands,
        Duration.ofSeconds(15),
        1,
        null,
        1,
        0,
        List.of(),
        ZoneId.of("Asia/Shanghai"),
        GENTLE);
  }

  /** The same town, measured this often. */
  public TownSettings withInterval(Duration between) {
    return new TownSettings(
        broker, bands, between, speed, from, seed, mishapsPerDay, planned, zone, connectsPerSecond);
  }

  /** The same town with its time running from then at that speed. */
  public TownSettings withTime(@Nullable Instant start, double factor) {
    return new TownSettings(
        broker,
        bands,
        interval,
        factor,
        start,
        seed,
        mishapsPerDay,
        planned,
        zone,
        connectsPerSecond);
  }

  /** The same town with other people in it. */
  public TownSettings withSeed(long other) {
    return new TownSettings(
        broker,
        bands,
        interval,
        speed,
        from,
        other,
        mishapsPerDay,
        planned,
        zone,
        connectsPerSecond);
  }

  /** The same town with so many mishaps a day by chance, and these for certain. */
  public TownSettings withMishaps(double perDay, List<PlannedMishap> certain) {
    return new TownSettings(
        broker, bands, interval, speed, from, seed, perDay, certain, zone, connectsPerSecond);
  }

  /** The same town elsewhere on the globe. */
  public TownSettings withZone(ZoneId elsewhere) {
    return new TownSettings(
        broker,
        bands,
        interval,
        speed,
        from,
        seed,
        mishapsPerDay,
        planned,
        elsewhere,
        connectsPerSecond);
  }

  /** The same town, its bands switched on this quickly. */
  public TownSettings withConnectsPerSecond(int connects) {
    return new TownSettings(
        broker, bands, interval, speed, from, seed, mishapsPerDay, planned, zone, connects);
  }
}
