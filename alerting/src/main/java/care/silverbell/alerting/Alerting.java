package care.silverbell.alerting;

import care.silverbell.alerting.incident.IncidentDesk;
import care.silverbell.alerting.incident.IncidentListener;
import care.silverbell.alerting.incident.IncidentStore;
import care.silverbell.alerting.incident.WristReplies;
import care.silverbell.ingest.database.Database;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The alerting floor put together: the desk where calls are heard, and the store where incidents
 * are found.
 */
public final class Alerting implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Alerting.class);
  private static final Duration COUNT_EVERY = Duration.ofSeconds(5);

  private final IncidentStore store;
  private final IncidentDesk desk;
  private final Thread counting;

  /**
   * Puts the floor together.
   *
   * @param calls the calls' own database pool
   * @param reading the pool for the pages that look at incidents
   */
  public Alerting(
      Database calls,
      Database reading,
      WristReplies wrist,
      IncidentListener listener,
      InstantSource clock,
      MeterRegistry registry) {
    store = new IncidentStore(reading);
    desk = new IncidentDesk(calls, new IncidentStore(calls), wrist, listener, clock);
    AlertingMetrics metrics = new AlertingMetrics(registry, store);
    counting = Thread.ofVirtual().name("incident-counting").start(() -> count(metrics));
  }

  /** Where calls are heard and answered. */
  public IncidentDesk desk() {
    return desk;
  }

  /** Where incidents are found. */
  public IncidentStore store() {
    return store;
  }

  @Override
  public void close() {
    counting.interrupt();
  }

  private static void count(AlertingMetrics metrics) {
    try {
      while (true) {
        try {
          metrics.refresh();
        } catch (RuntimeException e) {
          log.debug("open incidents could not be counted", e);
        }
        Thread.sleep(COUNT_EVERY);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
