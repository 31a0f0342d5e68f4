package care.silverbell.sim.bench.traffic;

import care.silverbell.sim.bench.measure.Counts;
import care.silverbell.sim.bench.measure.SequenceCount;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.paho.mqttv5.common.MqttException;

/** The floor of intake: a bare consumer works off a backlog that waits in its session. */
public final class BareDrain {
  private static final String CLIENT_ID = "bench-bare-drain";
  private static final int QUIET_SECONDS = 5;
  private static final int POLL_MILLIS = 20;

  private final int brokerPort;
  private final int receiveMaximum;

  public BareDrain(int brokerPort, int receiveMaximum) {
    this.brokerPort = brokerPort;
    this.receiveMaximum = receiveMaximum;
  }

  /**
   * What a drain came to.
   *
   * @param perSecond messages a second from the first to the last that arrived
   */
  public record Result(double perSecond, Counts counts) {}

  /** Leaves {@code count} messages of the run in the session, then takes them out again. */
  public Result run(VitalsRun run, int count)
      throws MqttException, IOException, InterruptedException {
    connect((_, _) -> {}).close();
    Backlog.publish(brokerPort, run, count);
    SequenceCount sequences = new SequenceCount();
    sequences.sentUpTo(count);
    VitalsRun.Finder finder = run.finder();
    AtomicLong first = new AtomicLong();
    AtomicLong last = new AtomicLong();
    BareSubscriber.Work work =
        (topic, payload) -> {
          sequences.arrived(finder.sequenceOf(topic, payload));
          last.setPlain(System.nanoTime());
          first.compareAndSet(0, last.getPlain());
        };
    try (BareSubscriber _ = connect(work)) {
      awaitQuiet(sequences, count);
    }
    Counts counts = sequences.counts();
    if (counts.received() < 2) {
      throw new IOException("the bare consumer got nothing of its backlog");
    }
    double seconds = (last.get() - first.get()) / 1e9;
    return new Result((counts.received() - 1) / seconds, counts);
  }

  private BareSubscriber connect(BareSubscriber.Work work) throws MqttException {
    return BareSubscriber.connect(brokerPort, CLIENT_ID, VitalsRun.FILTER, receiveMaximum, work);
  }

  private static void awaitQuiet(SequenceCount sequences, int count) throws InterruptedException {
    long seen = -1;
    long since = System.nanoTime();
    while (seen < count && System.nanoTime() - since < TimeUnit.SECONDS.toNanos(QUIET_SECONDS)) {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      long now = sequences.counts().received();
      if (now != seen) {
        seen = now;
        since = System.nanoTime();
      }
    }
  }
}
