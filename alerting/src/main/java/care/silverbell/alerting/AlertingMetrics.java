package care.silverbell.alerting;

import care.silverbell.alerting.incident.IncidentStore;
import care.silverbell.alerting.incident.Severity;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** What is counted of the alerting; the names stand here and nowhere else. */
final class AlertingMetrics {
  private final IncidentStore store;
  private final AtomicReference<Map<Severity, Long>> alive = new AtomicReference<>(Map.of());

  AlertingMetrics(MeterRegistry registry, IncidentStore store) {
    this.store = store;
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
  }
}
