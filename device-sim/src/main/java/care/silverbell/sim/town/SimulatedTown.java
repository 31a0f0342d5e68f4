package care.silverbell.sim.town;

import care.silverbell.sim.band.BandCounts;
import care.silverbell.sim.band.Radio;
import care.silverbell.sim.resident.Mishap;
import care.silverbell.sim.resident.Place;
import care.silverbell.sim.resident.Resident;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A town of residents who wear bands. Starting returns at once and the bands come on one after the
 * other; a broker that is away is tried again and again. The same settings make the same town.
 */
public final class SimulatedTown implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SimulatedTown.class);
  private static final Place FENGHUANGTAI = new Place(37.535, 121.391);
  private static final double HOMES_WITHIN_METRES = 450;
  private static final Duration HEAD_START = Duration.ofDays(1);
  private static final Duration GOODBYE = Duration.ofSeconds(15);

  private final TownSettings settings;
  private final Radio radio = new Radio("town");
  private final TownClock clock;
  private final TownBook book = new TownBook();
  private final Map<String, WornBand> bands = new LinkedHashMap<>();
  private final SplittableRandom fate;
  private volatile boolean closed;

  private SimulatedTown(TownSettings settings, InstantSource world) {
    this.settings = settings;
    this.clock = new TownClock(world, start(settings, world.instant()), settings.speed());
    this.fate = new SplittableRandom(settings.seed());
    long interval = settings.interval().toMillis();
    for (TownBand band : settings.bands()) {
      long own = settings.seed() * 1_000_003 + band.identity().serial().hashCode();
      SplittableRandom dice = new SplittableRandom(own);
      Place home = Optional.ofNullable(band.home()).orElseGet(() -> someHome(dice));
      Resident resident = new Resident(own, home, settings.zone());
      Instant first = clock.start().plusMillis(dice.nextLong(interval));
      bands.put(
          band.identity().serial(),
          new WornBand(band.identity(), resident, settings, radio, clock, book, first));
    }
  }

  /** Starts a town; it lives on threads of its own until it is closed. */
  public static SimulatedTown start(TownSettings settings) {
    SimulatedTown town = new SimulatedTown(settings, InstantSource.system());
    town.switchOn();
    return town;
  }

  /** How the town fares now. */
  public TownState state() {
    BandCounts counts =
        bands.values().stream().map(WornBand::counts).reduce(BandCounts.NONE, BandCounts::plus);
    return new TownState(
        clock.instant(),
        bands.size(),
        (int) bands.values().stream().filter(WornBand::isConnected).count(),
        counts,
        book.presses.sum(),
        book.callsReceived.sum(),
        book.falls.sum(),
        book.mishaps.sum(),
        book.lastTrouble);
  }

  /**
   * Lets something happen to the wearer of a band, now.
   *
   * @throws IllegalArgumentException where the town has no such band
   */
  public void befall(String serial, Mishap mishap) {
    WornBand band = bands.get(serial);
    if (band == null) {
      throw new IllegalArgumentException("no band of this town is " + serial);
    }
    band.befall(mishap);
  }

  /** Lets every band say good-bye and ends; waits at most 15 seconds for them. */
  @Override
  public void close() {
    closed = true;
    CountDownLatch left = new CountDownLatch(bands.size());
    for (WornBand band : bands.values()) {
      radio.soon(() -> {
        band.close();
        left.countDown();
      });
    }
    try {
      if (!left.await(GOODBYE.toSeconds(), TimeUnit.SECONDS)) {
        log.warn("{} bands did not say good-bye in time", left.getCount());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    radio.close();
  }

  private void switchOn() {
    long order = 0;
    for (WornBand band : bands.values()) {
      Duration pause = Duration.ofMillis(order++ * 1000 / settings.connectsPerSecond());
      radio.after(pause, band::switchOn);
    }
    for (PlannedMishap planned : settings.planned()) {
      Instant then = clock.start().plus(planned.after());
      at(then, () -> befall(planned.serial(), planned.mishap()));
    }
    awaitFate(clock.start());
  }

  /** Mishaps by chance come like raindrops: the pause between two has an exponential length. */
  private void awaitFate(Instant last) {
    if (settings.mishapsPerDay() <= 0 || bands.isEmpty()) {
      return;
    }
    double days = -Math.log(1 - fate.nextDouble()) / settings.mishapsPerDay();
    Instant next = last.plusMillis((long) (days * Duration.ofDays(1).toMillis()));
    List<String> serials = List.copyOf(bands.keySet());
    String serial = serials.get(fate.nextInt(serials.size()));
    Mishap mishap = someMishap();
    at(
        next,
        () -> {
          befall(serial, mishap);
          awaitFate(next);
        });
  }

  private Mishap someMishap() {
    int lot = fate.nextInt(100);
    if (lot < 30) {
      return new Mishap.Press(fate.nextBoolean());
    }
    List<String> others = List.of("fall", "wander", "racing", "silent", "flat");
    return Mishap.named(others.get(lot % others.size()));
  }

  private void at(Instant townTime, Runnable work) {
    radio.after(
        clock.untilThen(townTime),
        () -> {
          if (!closed) {
            work.run();
          }
        });
  }

  private static Place someHome(SplittableRandom dice) {
    double away = HOMES_WITHIN_METRES * Math.sqrt(dice.nextDouble());
    double angle = dice.nextDouble() * 2 * Math.PI;
    return FENGHUANGTAI.moved(Math.cos(angle) * away, Math.sin(angle) * away);
  }

  private static Instant start(TownSettings settings, Instant now) {
    Instant wanted = settings.from();
    if (wanted != null) {
      return wanted;
    }
    return settings.speed() > 1 ? now.minus(HEAD_START) : now;
  }
}
