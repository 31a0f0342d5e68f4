package care.silverbell.alerting.watch;

import care.silverbell.alerting.rule.Earth;
import care.silverbell.ingest.reading.Location;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Position;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Who is near whom, by the newest fixes: whoever walks with a companion does not wander. */
final class Nearness {
  /** Metres between two people who walk together. */
  private static final double METRES = 100;

  /** Metres; a fix worse than that does not bring anybody nearer. */
  private static final double MOST_ERROR = 50;

  private static final Duration WITHIN = Duration.ofMinutes(5);

  private final Map<PersonId, Location> newest = new ConcurrentHashMap<>();

  void take(Location fix) {
    newest.merge(
        fix.person(),
        fix,
        (old, fresh) -> fresh.moment().at().isAfter(old.moment().at()) ? fresh : old);
  }

  void only(Set<PersonId> wearing) {
    newest.keySet().retainAll(wearing);
  }

  boolean isNear(Set<PersonId> companions, Location fix) {
    for (PersonId companion : companions) {
      Location theirs = newest.get(companion);
      if (theirs != null && areTogether(theirs, fix)) {
        return true;
      }
    }
    return false;
  }

  /** The same of what is past, by all the fixes that companions had. */
  static boolean wasNear(Collection<Location> ofCompanions, Location fix) {
    return ofCompanions.stream().anyMatch(it -> areTogether(it, fix));
  }

  private static boolean areTogether(Location theirs, Location fix) {
    Duration between = Duration.between(theirs.moment().at(), fix.moment().at()).abs();
    double apart = METRES + error(theirs.position()) + error(fix.position());
    return between.compareTo(WITHIN) <= 0 && metres(theirs.position(), fix.position()) <= apart;
  }

  private static double error(Position position) {
    Double told = position.accuracyMetres();
    return told == null ? 0 : Math.min(told, MOST_ERROR);
  }

  private static double metres(Position a, Position b) {
    return Earth.metres(a.latitude(), a.longitude(), b.latitude(), b.longitude());
  }
}
