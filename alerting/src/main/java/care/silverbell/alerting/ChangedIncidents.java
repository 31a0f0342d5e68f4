package care.silverbell.alerting;

import care.silverbell.alerting.incident.IncidentId;
import care.silverbell.alerting.incident.IncidentListener;
import care.silverbell.alerting.incident.IncidentStore;
import care.silverbell.alerting.incident.Purpose;
import care.silverbell.ingest.repeating.Repeating;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Shows incidents whose response has gone on to those who look at them: once for all that happens
 * within a moment, so that a storm of receipts is no storm of pages.
 */
final class ChangedIncidents implements AutoCloseable {
  private static final Duration MOMENT = Duration.ofMillis(300);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  /** One journey to the database must not become a long one. */
  private static final int AT_ONCE = 64;

  private final IncidentStore store;
  private final IncidentListener listener;
  private final Set<IncidentId> changed = ConcurrentHashMap.newKeySet();
  private final Repeating showing;

  ChangedIncidents(IncidentStore store, IncidentListener listener) {
    this.store = store;
    this.listener = listener;
    showing =
        Repeating.every(
            MOMENT, "changed-incidents", "what has changed cannot be shown", this::showAll);
  }

  /** It has changed; never blocks. */
  void add(IncidentId id) {
    changed.add(id);
  }

  /** In a storm it leaves four fifths of the time to those who tell people. */
  private void showAll() {
    long began = System.nanoTime();
    showNow();
    long pause = Math.min(LONGEST_PAUSE.toNanos(), 4 * (System.nanoTime() - began));
    if (pause > MOMENT.toNanos()) {
      LockSupport.parkNanos(pause - MOMENT.toNanos());
    }
  }

  private void showNow() {
    List<IncidentId> all = List.copyOf(changed);
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      List<IncidentId> now = all.subList(from, Math.min(all.size(), from + AT_ONCE));
      now.forEach(changed::remove);
      try {
        show(now);
      } catch (RuntimeException _) {
        showEach(now);
      }
    }
  }

  /** One that cannot be read keeps none of the others from being shown. */
  private void showEach(List<IncidentId> those) {
    changed.addAll(those);
    for (IncidentId id : those) {
      changed.remove(id);
      show(List.of(id));
    }
  }

  private void show(List<IncidentId> those) {
    if (listener.isHeard()) {
      listener.show(
          store.findAll(those, IncidentStore.Lines.ALL).stream()
              .filter(it -> it.purpose() != Purpose.CANARY)
              .toList());
    }
  }

  @Override
  public void close() {
    showing.close();
  }
}
