package care.silverbell.records.incident;

import care.silverbell.alerting.incident.Incident;
import care.silverbell.alerting.incident.IncidentId;
import care.silverbell.alerting.incident.IncidentStore;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.access.AccessLog.Look;
import care.silverbell.records.access.Account;
import care.silverbell.records.access.Oversight;
import care.silverbell.records.access.Sight;
import care.silverbell.records.http.Problem;
import care.silverbell.records.http.Query;
import java.util.List;
import java.util.Optional;

/**
 * The incident that a request names, where it is the caller's to see; the look is in the access log
 * before anything is said of it.
 */
public record VisibleIncidents(IncidentStore store, Oversight oversight) {

  /**
   * The one whose id is in the path.
   *
   * @throws Problem 404 where there is none for the caller
   */
  public Incident named(Account caller, Query query) {
    Incident incident = store.find(id(query.path("id"))).orElseThrow(VisibleIncidents::none);
    PersonId person = incident.person();
    if (person == null) {
      if (!caller.role().seesUnknownCallers()) {
        throw none();
      }
      return incident;
    }
    Optional<Sight> sight = oversight.visibility().sightOfCalls(caller, person);
    if (sight.isEmpty()) {
      throw none();
    }
    oversight
        .log()
        .note(List.of(new Look(person, caller, "incident", sight.get().purpose())))
        .awaitKept();
    return incident;
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
