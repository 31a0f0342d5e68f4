package care.silverbell.records.live;

import care.silverbell.alerting.incident.Incident;
import care.silverbell.alerting.incident.IncidentState;
import care.silverbell.alerting.incident.Severity;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.database.Database.Answer;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.access.Account;
import care.silverbell.records.access.Aspect;
import care.silverbell.records.access.Policy;
import care.silverbell.records.access.Sight;
import care.silverbell.records.access.Standing;
import care.silverbell.records.access.Visibility;
import care.silverbell.records.person.People;
import care.silverbell.records.person.Person;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whom incidents are about and who may see them, asked in one journey; of a press beside its
 * writing, and read once that is on disk.
 */
final class Audience {
  private final Database database;
  private final People people;
  private final Set<PersonId> about;
  private @Nullable Answer<Found> coming;

  /** Whom the incidents are about, and how each account that may see them stands to them. */
  private record Found(Map<PersonId, Person> known, Map<PersonId, Map<UUID, Standing>> standings) {}

  /** Of incidents of those people; an unknown caller, or the service itself, is none of them. */
  Audience(Database database, People people, Set<PersonId> about) {
    this.database = database;
    this.people = people;
    this.about = Set.copyOf(about);
  }

  /** Begins to look up, unless it has; returns at once. */
  void lookUp() {
    if (!about.isEmpty() && coming == null) {
      coming =
          database.ask(
              "asking whom an incident is about and who may see it",
              this::found,
              People.finding(about),
              Visibility.audience(about));
    }
  }

  /** Those of the people that there are. */
  Map<PersonId, Person> known() {
    Found now = found();
    return now == null ? Map.of() : now.known();
  }

  /** What the account sees of the incident; empty where for them there is none. */
  Optional<Sight> sightOf(Account account, Incident incident) {
    PersonId person = incident.person();
    Found now = found();
    if (person == null || now == null) {
      return account.role().seesUnknownCallers()
          ? Optional.of(Policy.ofUnknownCaller(account.role()))
          : Optional.empty();
    }
    // Looked up while the incident was being written, so it may not know of it.
    Standing standing =
        now.standings().getOrDefault(person, Map.of()).getOrDefault(account.id(), Standing.NONE);
    return Policy.sight(account.role(), isEmergency(incident) ? standing.inAnEmergency() : standing)
        .filter(it -> it.shows(Aspect.CALLS));
  }

  private @Nullable Found found() {
    return coming == null ? null : coming.await();
  }

  private Found found(List<RowSet<Row>> answers) {
    return new Found(people.found(answers.getFirst()), Visibility.standings(answers.getLast()));
  }

  private static boolean isEmergency(Incident incident) {
    return !(incident.state() instanceof IncidentState.Resolved)
        && incident.severity() != Severity.NOTICE;
  }
}
