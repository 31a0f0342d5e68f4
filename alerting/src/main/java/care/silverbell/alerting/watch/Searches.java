package care.silverbell.alerting.watch;

import care.silverbell.ingest.reading.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets the bands of those who are searched for report faster. A band may be out of reach when it is
 * told, and the service may have been down: it is told again and again as long as the search goes
 * on, and once that it is over.
 */
final class Searches {
  private static final Duration SEARCHING = Duration.ofSeconds(30);
  private static final Duration AS_USUAL = Duration.ofMinutes(5);
  private static final Duration TOLD_AGAIN_AFTER = Duration.ofMinutes(2);

  private final BandOrders orders;
  private final Map<PersonId, Instant> toldAt = new ConcurrentHashMap<>();

  Searches(BandOrders orders) {
    this.orders = orders;
  }

  void begins(PersonId person, Instant now) {
    toldAt.put(person, now);
    orders.report(person, SEARCHING);
  }

  void ends(PersonId person) {
    toldAt.remove(person);
    orders.report(person, AS_USUAL);
  }

  /** Goes on with those who are searched for now. */
  void goOn(Set<PersonId> searched, Instant now) {
    for (PersonId person : searched) {
      Instant told = toldAt.get(person);
      if (told == null || !now.isBefore(told.plus(TOLD_AGAIN_AFTER))) {
        begins(person, now);
      }
    }
    for (PersonId person : Set.copyOf(toldAt.keySet())) {
      if (!searched.contains(person)) {
        ends(person);
      }
    }
  }
}
