package care.silverbell.records.live;

import care.silverbell.alerting.incident.Incident;
import care.silverbell.alerting.incident.IncidentState;
import care.silverbell.alerting.incident.Severity;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.access.Account;
import care.silverbell.records.access.Policy;
import care.silverbell.records.access.Sight;
import care.silverbell.records.access.Standing;
import care.silverbell.records.access.Visibility;
import care.silverbell.records.person.People;
import care.silverbell.records.person.Person;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Who an incident is about and who may see it, looked up side by side while it is being written:
 * each is a journey to the database in which nobody is told.
 */
final class Audience {
  private final People people;
  private final Visibility visibility;
  private final @Nullable PersonId person;
  private @Nullable Future<Map<PersonId, Person>> known;
  private @Nullable Future<Map<UUID, Standing>> standings;

  /** Of an incident of that person; null for an unknown caller, or for the service itself. */
  Audience(People people, Visibility visibility, @Nullable PersonId person) {
    this.people = people;
    this.visibility = visibility;
    this.person = person;
  }

  /** Begins to look up, unless it has. */
  void lookUp(ExecutorService beside) {
    PersonId about = person;
    if (about != null && known == null) {
      known = beside.submit(() -> people.findAll(List.of(about)));
      standings = beside.submit(() -> visibility.audience(about));
    }
  }

  /** The person, where there is one. */
  Map<PersonId, Person> known() throws ExecutionException, InterruptedException {
    return known == null ? Map.of() : known.get();
  }

  /** What the account sees of the incident; empty where for them there is none. */
  Optional<Sight> sightOf(Account account, Incident incident)
      throws ExecutionException, InterruptedException {
    if (standings == null) {
      return account.role().seesUnknownCallers()
          ? Optional.of(Policy.ofUnknownCaller(account.role()))
          : Optional.empty();
    }
    // Looked up while the incident was being written, so it may not know of it.
    Standing standing = standings.get().getOrDefault(account.id(), Standing.NONE);
    return Policy.sight(
        account.role(), isEmergency(incident) ? standing.inAnEmergency() : standing);
  }

  private static boolean isEmergency(Incident incident) {
    return !(incident.state() instanceof IncidentState.Resolved)
        && incident.severity() != Severity.NOTICE;
  }
}
