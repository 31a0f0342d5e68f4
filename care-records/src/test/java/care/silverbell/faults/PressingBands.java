package care.silverbell.faults;

import care.silverbell.sim.band.BandClient;
import care.silverbell.sim.band.BandIdentity;
import care.silverbell.sim.band.BandSettings;
import care.silverbell.sim.band.Radio;
import care.silverbell.sim.band.Wrist;
import care.silverbell.sim.wire.BandStatus;
import care.silverbell.sim.wire.Press;
import care.silverbell.sim.wire.Sample;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Wearers who press their bands in turn at a fixed rate. The bands do as the contract says: each
 * press has an id and is sent again until the service has it.
 */
final class PressingBands implements AutoCloseable {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final InstantSource CLOCK = InstantSource.system();

  private final Radio radio = new Radio("faults-bands");
  private final List<BandClient> bands = new ArrayList<>();
  private final PressLog log = new PressLog();
  private final int perSecond;
  private final Thread presser =
      Thread.ofPlatform().daemon().name("presser").unstarted(this::press);
  private volatile boolean stopping;

  private PressingBands(int perSecond) {
    this.perSecond = perSecond;
  }

  /** Switches the bands on, waits until each is connected, and begins to press. */
  static PressingBands start(int brokerPort, List<String> serials, int perSecond) {
    PressingBands pressing = new PressingBands(perSecond);
    BandSettings settings = BandSettings.patient(URI.create("tcp://127.0.0.1:" + brokerPort));
    for (String serial : serials) {
      BandClient band =
          new BandClient(
              new BandIdentity(serial, "silverbell"),
              settings,
              new BareWrist(),
              pressing.radio,
              CLOCK);
      band.switchOn().orTimeout(30, TimeUnit.SECONDS).join();
      pressing.bands.add(band);
    }
    pressing.presser.start();
    return pressing;
  }

  private void press() {
    long began = System.nanoTime();
    try {
      for (int number = 0; !stopping; number++) {
        long due = began + (long) (number * NANOS_PER_SECOND / perSecond);
        TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        BandClient band = bands.get(number % bands.size());
        String id = "c-" + number;
        log.made(band.identity().serial(), id, due);
        band.press(new Press(id, CLOCK.instant(), null, 88, 61));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What was pressed and seen. */
  PressLog log() {
    return log;
  }

  /** Bands that are still sending a press again. */
  List<String> unconfirmed() {
    return bands.stream()
        .filter(band -> band.counts().callsOpen() > 0)
        .map(band -> band.identity() + (band.connected() ? "" : " (no connection)"))
        .toList();
  }

  /** Nobody presses any more; what was pressed is still sent again. */
  void stop() throws InterruptedException {
    stopping = true;
    presser.join();
  }

  @Override
  public void close() {
    stopping = true;
    bands.forEach(BandClient::loseSignal);
    bands.forEach(BandClient::close);
    radio.close();
  }

  /** A wrist nobody asks anything of. */
  private record BareWrist() implements Wrist {
    @Override
    public BandStatus status() {
      return BandStatus.here(CLOCK.instant());
    }

    @Override
    public Sample.@Nullable Fix where() {
      return null;
    }
  }
}
