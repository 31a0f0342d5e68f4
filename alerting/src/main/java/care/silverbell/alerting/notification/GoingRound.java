package care.silverbell.alerting.notification;

import care.silverbell.alerting.incident.IncidentId;
import care.silverbell.alerting.notification.Dispatches.Ended;
import care.silverbell.alerting.notification.Dispatches.Waiting;
import care.silverbell.alerting.notification.Outbox.Facts;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.repeating.Together;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** Where a channel is left alone, another way takes over from it; where there is none, it waits. */
final class GoingRound {
  private static final int TOGETHER = 64;

  private final Database database;
  private final NextWay nextWay;
  private final Consumer<IncidentId> changed;
  private final NoticeMetrics metrics;
  private final Runnable more;
  private final InstantSource clock;
  private final Together<Fork, Boolean> together = new Together<>(TOGETHER, this::takeOneWay);

  GoingRound(
      Database database,
      NextWay nextWay,
      Consumer<IncidentId> changed,
      NoticeMetrics metrics,
      Runnable more,
      InstantSource clock) {
    this.database = database;
    this.nextWay = nextWay;
    this.changed = changed;
    this.metrics = metrics;
    this.more = more;
    this.clock = clock;
  }

  /**
   * One that another way may take over.
   *
   * @param failed what is written where it does
   * @param patient what is written where there is none
   */
  record Fork(Dispatch dispatch, Settlement failed, Settlement patient) {
    private Ended ended(Set<Dispatch> takenOver) {
      return new Ended(dispatch, takenOver.contains(dispatch) ? failed : patient);
    }
  }

  /** Returns once it is written which of the two it is. */
  void take(Fork fork) {
    var _ = together.add(fork);
  }

  private boolean takeOneWay(List<Fork> forks, boolean alone) {
    Instant now = clock.instant();
    Waiting waiting = alone ? Waiting.PATIENTLY : Waiting.BRIEFLY;
    Map<IncidentId, Facts> facts = nextWay.factsOf(forks.stream().map(Fork::dispatch).toList());
    List<Ended> ended =
        database.transaction(
            "going round a channel",
            tx -> {
              // Written already, it may be, and only the answer to that was lost.
              Set<UUID> ours =
                  Dispatches.ours(tx, forks.stream().map(Fork::dispatch).toList(), waiting);
              List<Fork> own =
                  forks.stream().filter(it -> ours.contains(it.dispatch.id())).toList();
              Map<Dispatch, String> why = new LinkedHashMap<>();
              own.forEach(it -> why.put(it.dispatch, "" + it.failed.detail()));
              Set<Dispatch> takenOver = nextWay.after(tx, why, facts, now);
              List<Ended> all = own.stream().map(it -> it.ended(takenOver)).toList();
              var _ = Dispatches.settle(tx, all, waiting, now);
              return all;
            });
    ended.forEach(it -> metrics.count(it.dispatch().channel(), it.how().what()));
    ended.stream().map(it -> it.dispatch().notice().incident()).distinct().forEach(changed);
    more.run();
    return true;
  }
}
