package care.silverbell.alerting.notification;

import care.silverbell.alerting.incident.IncidentId;
import care.silverbell.alerting.notification.Outbox.Facts;
import care.silverbell.ingest.database.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** Goes on to the next way of those that a provider took and then said nothing of. */
final class Unheard {
  private static final int AT_ONCE = 64;

  private final Database database;
  private final Dispatches dispatches;
  private final NextWay nextWay;
  private final Consumer<IncidentId> changed;
  private final NoticeMetrics metrics;
  private final Runnable more;
  private final InstantSource clock;

  Unheard(
      Database database,
      NextWay nextWay,
      Consumer<IncidentId> changed,
      NoticeMetrics metrics,
      Runnable more,
      InstantSource clock) {
    this.database = database;
    dispatches = new Dispatches(database);
    this.nextWay = nextWay;
    this.changed = changed;
    this.metrics = metrics;
    this.more = more;
    this.clock = clock;
  }

  /** All of which nothing was heard in time by now. */
  void goOn() {
    Instant now = clock.instant();
    List<Dispatch> unheard;
    do {
      unheard = dispatches.unheard(now, AT_ONCE);
      if (!unheard.isEmpty()) {
        goOn(unheard, now);
      }
    } while (unheard.size() == AT_ONCE);
  }

  private void goOn(List<Dispatch> unheard, Instant now) {
    Map<IncidentId, Facts> facts = nextWay.factsOf(unheard);
    Set<UUID> written =
        database.transaction(
            "going on where nothing is heard",
            tx -> {
              Map<UUID, String> silent = Dispatches.waitNoLonger(tx, unheard, now);
              Map<Dispatch, String> ours = new LinkedHashMap<>();
              for (Dispatch dispatch : unheard) {
                String why = silent.get(dispatch.id());
                if (why != null) {
                  ours.put(dispatch, why);
                }
              }
              var _ = nextWay.after(tx, ours, facts, now);
              return silent.keySet();
            });
    for (Dispatch dispatch : unheard) {
      if (written.contains(dispatch.id())) {
        metrics.count(dispatch.channel(), "unheard");
        if (dispatch.wanted()) {
          changed.accept(dispatch.notice().incident());
        }
      }
    }
    more.run();
  }
}
