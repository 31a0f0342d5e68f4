package care.silverbell.alerting;

import care.silverbell.alerting.incident.IncidentStore;
import care.silverbell.alerting.incident.Severity;
import care.silverbell.alerting.notification.Notices;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** What is counted of the alerting; the names stand here and nowhere else. */
final class AlertingMetrics {
  private final IncidentStore store;
  private final Notices notices;
  private final AtomicReference<Duration> waiting = new AtomicReference<>(Duration.ZERO);
  private final AtomicReference<Map<Severity, Long>> alive = new AtomicReference<>(Map.of());

  AlertingMetrics(MeterRegistry registry, IncidentStore store, Notices notices) {
    this.store = store;
    this.notices = notices;
    Gauge.builder("silverbell.outbox.age", waiting, it -> it.get().toMillis() / 1000.0)
        .description("How long the oldest notice has been waiting that should have been sent")
        .baseUnit("seconds")
        .register(registry);
    for (Severity severity : Severity.values()) {
      Gauge.builder("silverbell.incidents.open", alive, it -> it.get().getOrDefault(severity, 0L))
          .description("Incidents that are not over")
          .tag("severity", severity.wireName())
          .register(registry);
    }
  }

  /** Counts anew; called from time to time, so that a scrape never waits for the database. */
  void refresh() {
    alive.set(store.alive());
    waiting.set(notices.oldestWaiting());
  }
}
