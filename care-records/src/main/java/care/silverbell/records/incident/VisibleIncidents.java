package care.silverbell.records.incident;

import care.silverbell.alerting.incident.Incident;
import care.silverbell.alerting.incident.IncidentId;
import care.silverbell.alerting.incident.IncidentStore;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.access.AccessLog.Look;
import care.silverbell.records.access.Account;
import care.silverbell.records.access.Oversight;
import care.silverbell.records.access.Policy;
import care.silverbell.records.access.Sight;
import care.silverbell.records.http.Problem;
import care.silverbell.records.http.Query;
import java.util.List;

/**
 * The incident that a request names, where it is the caller's to see, or to do something about; the
 * look is in the access log before anything is said of it.
 */
public record VisibleIncidents(IncidentStore store, Oversight oversight) {

  /** An incident, and what its caller sees of whom it is about. */
  public record Seen(Incident incident, Sight sight) {}

  /**
   * The one whose id is in the path.
   *
   * @throws Problem as {@link #seen}
   */
  public Incident named(Account caller, Query query) {
    return seen(caller, query).incident();
  }

  /**
   * The same, with what the caller sees of whom it is about.
   *
   * @throws Problem 404 where there is none for the caller; 403 where they would do something about
   *     it, and have only opened the file with a reason
   */
  public Seen seen(Account caller, Query query) {
    Incident incident = store.find(id(query.path("id"))).orElseThrow(VisibleIncidents::none);
    PersonId person = incident.person();
    if (person == null) {
      if (!caller.role().seesUnknownCallers()) {
        throw none();
      }
      return new Seen(incident, Policy.ofUnknownCaller(caller.role()));
    }
    Sight sight =
        oversight.visibility().sightOfCalls(caller, person).orElseThrow(VisibleIncidents::none);
    query.checkMayChange(sight);
    oversight
        .log()
        .note(List.of(new Look(person, caller, "incident", sight.purpose())))
        .awaitKept();
    return new Seen(incident, sight);
  }

  private static IncidentId id(String text) {
    try {
      return IncidentId.of(text);
    } catch (IllegalArgumentException e) {
      throw none();
    }
  }

  private static Problem none() {
    return Problem.notFound("there is no such incident for you");
  }
}
