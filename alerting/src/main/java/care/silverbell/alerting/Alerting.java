package care.silverbell.alerting;

import care.silverbell.alerting.incident.IncidentDesk;
import care.silverbell.alerting.incident.IncidentListener;
import care.silverbell.alerting.incident.IncidentStore;
import care.silverbell.alerting.incident.WristReplies;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.repeating.Repeating;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;

/**
 * The alerting floor put together: the desk where calls are heard, and the store where incidents
 * are found.
 */
public final class Alerting implements AutoCloseable {
  private static final Duration COUNT_EVERY = Duration.ofSeconds(5);

  private final IncidentStore store;
  private final IncidentDesk desk;
  private final Repeating counting;

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
    counting =
        Repeating.every(
            COUNT_EVERY, "incident-counting", "open incidents cannot be counted", metrics::refresh);
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
    counting.close();
  }
}
