package care.silverbell.alerting;

import care.silverbell.alerting.incident.IncidentDesk;
import care.silverbell.alerting.incident.IncidentId;
import care.silverbell.ingest.repeating.Repeating;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Shows incidents whose response has gone on to those who look at them: once for all that happens
 * within a moment, so that a storm of receipts is no storm of pages.
 */
final class ChangedIncidents implements AutoCloseable {
  private static final Duration MOMENT = Duration.ofMillis(300);

  private final IncidentDesk desk;
  private final Set<IncidentId> changed = ConcurrentHashMap.newKeySet();
  private final Repeating showing;

  ChangedIncidents(IncidentDesk desk) {
    this.desk = desk;
    showing =
        Repeating.every(
            MOMENT, "changed-incidents", "what has changed cannot be shown", this::showAll);
  }

  /** It has changed; never blocks. */
  void add(IncidentId id) {
    changed.add(id);
  }

  private void showAll() {
    for (IncidentId id : List.copyOf(changed)) {
      changed.remove(id);
      desk.show(id);
    }
  }

  @Override
  public void close() {
    showing.close();
  }
}
