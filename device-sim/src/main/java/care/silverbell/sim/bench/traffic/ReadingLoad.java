package care.silverbell.sim.bench.traffic;

import care.silverbell.sim.bench.measure.Counts;
import care.silverbell.sim.bench.measure.Schedule;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Readings at a fixed rate beside whatever else is measured, until stopped. */
public final class ReadingLoad implements AutoCloseable {
  private static final int TICK_MILLIS = 5;
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration QUIET = Duration.ofSeconds(30);

  private final VitalsRun run;
  private final Transmitter transmitter;
  private final Thread sender;
  private volatile boolean stopping;
  private volatile int sent;
  private volatile @Nullable Exception broken;

  private ReadingLoad(VitalsRun run, Transmitter transmitter) {
    this.run = run;
    this.transmitter = transmitter;
    this.sender = Thread.ofPlatform().daemon().name("reading-load").unstarted(this::send);
  }

  public static ReadingLoad start(int brokerPort, int perSecond) throws IOException {
    VitalsRun run = new VitalsRun(System.currentTimeMillis(), perSecond, DemoBands.all());
    ReadingLoad load = new ReadingLoad(run, Transmitter.connect(brokerPort, "bench-load"));
    load.sender.start();
    return load;
  }

  // Sends what is due every few milliseconds: waking for each of 10,000 a second would itself load
  // the machine.
  private void send() {
    Schedule schedule = new Schedule(run.perSecond(), Integer.MAX_VALUE);
    long start = System.nanoTime();
    try {
      while (!stopping) {
        int due = schedule.dueBy(System.nanoTime() - start);
        for (int sequence = sent; sequence < due; sequence++) {
          transmitter.publish(run.topic(sequence), run.payload(sequence));
        }
        sent = due;
        transmitter.flush();
        TimeUnit.MILLISECONDS.sleep(TICK_MILLIS);
      }
      transmitter.awaitAcknowledged(PATIENCE);
    } catch (IOException | InterruptedException e) {
      broken = e;
    }
  }

  /** Stops sending and waits until the broker has it all; returns how many messages were sent. */
  public int stop() throws IOException, InterruptedException {
    stopping = true;
    sender.join();
    Exception reason = broken;
    if (reason != null) {
      throw new IOException("the load of readings broke off", reason);
    }
    return sent;
  }

  /** How many heart rates a store holds of a time. */
  @FunctionalInterface
  public interface Stored {
    /** Both ends included, epoch milliseconds. */
    long between(long fromMillis, long toMillis) throws Exception;
  }

  /** Waits until all that was sent is stored, or nothing more comes. */
  public Counts awaitStored(int sent, Stored stored) throws Exception {
    long seen = -1;
    long since = System.nanoTime();
    while (seen < sent && System.nanoTime() - since < QUIET.toNanos()) {
      TimeUnit.SECONDS.sleep(1);
      long now = stored.between(run.firstAt(), run.at(sent - 1));
      if (now != seen) {
        seen = now;
        since = System.nanoTime();
      }
    }
    return Counts.ofTotals(sent, seen);
  }

  @Override
  public void close() throws IOException {
    stopping = true;
    transmitter.close();
  }
}
