package care.silverbell.sim.replay;

import care.silverbell.sim.band.BandClient;
import care.silverbell.sim.wire.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** A time line on its way through a band, in order, at its own speed or as fast as it will go. */
public final class Replay {
  /** Enough under way that the broker never waits for us. */
  private static final int MESSAGES_UNDER_WAY = 40;

  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

  private final BandClient band;
  private final List<Sample> samples;
  private final int batch;
  private final double speed;
  private final Duration patience;
  private final List<Sample> vitals = new ArrayList<>();
  private final List<Sample> fixes = new ArrayList<>();
  private final LongAdder said = new LongAdder();

  /**
   * @param batch samples gathered into one message
   * @param speed recorded seconds in a second; infinite for as fast as it will go
   * @param patience how long to go on without one acknowledgement
   */
  public Replay(BandClient band, Timeline timeline, int batch, double speed, Duration patience) {
    if (!(speed > 0)) {
      throw new IllegalArgumentException("a replay's speed must be above 0, or max");
    }
    this.band = band;
    this.samples = timeline.samples();
    this.batch = batch;
    this.speed = speed;
    this.patience = patience;
  }

  /**
   * Sends everything and waits until the broker has acknowledged it.
   *
   * @return false where the broker acknowledged nothing more for as long as the patience lasts
   */
  public boolean run() throws InterruptedException {
    long began = System.nanoTime();
    for (Sample sample : samples) {
      pace(began, sample.at());
      List<Sample> gathered = sample instanceof Sample.Fix ? fixes : vitals;
      gathered.add(sample);
      if (gathered.size() == batch) {
        say(gathered);
        if (!acked(batch * MESSAGES_UNDER_WAY)) {
          return false;
        }
      }
    }
    say(vitals);
    say(fixes);
    return acked(1);
  }

  /** Samples handed to the band so far. */
  public long said() {
    return said.sum();
  }

  private void say(List<Sample> gathered) {
    said.add(gathered.size());
    band.say(List.copyOf(gathered));
    gathered.clear();
  }

  private void pace(long began, Instant at) throws InterruptedException {
    if (Double.isInfinite(speed)) {
      return;
    }
    long recorded = Duration.between(samples.getFirst().at(), at).toNanos();
    long left = (long) (recorded / speed) - (System.nanoTime() - began);
    if (left > 0) {
      Thread.sleep(Duration.ofNanos(left));
    }
  }

  private boolean acked(int below) throws InterruptedException {
    long before = band.counts().samplesAcked();
    long progress = System.nanoTime();
    while (!band.awaitUnackedBelow(below, LOOK_AGAIN)) {
      long now = band.counts().samplesAcked();
      if (now != before) {
        before = now;
        progress = System.nanoTime();
      } else if (System.nanoTime() - progress > patience.toNanos()) {
        return false;
      }
    }
    return true;
  }
}
