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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who an incident is about and who may see it, asked in one journey beside its writing and read
 * once that is on disk.
 */
final class Audience {
  private final Database database;
  private final People people;
  private final @Nullable PersonId person;
  private @Nullable Answer<Found> coming;

  /** Whom the incident is about, and how each account that may see them stands to them. */
  private record Found(Map<PersonId, Person> known, Map<UUID, Standing> standings) {}

  /** Of an incident of that person; null for an unknown caller, or for the service itself. */
  Audience(Database database, People people, @Nullable PersonId person) {
    this.database = database;
    this.people = people;
    this.person = person;
  }

  /** Begins to look up, unless it has; returns at once. */
  void lookUp() {
    if (person != null && coming == null) {
      coming =
          database.ask(
              "asking whom an incident is about and who may see it",
              this::found,
              People.finding(List.of(person)),
              Visibility.audience(person));
    }
  }

  /** The person, where there is one. */
  Map<PersonId, Person> known() {
    Found now = found();
    return now == null ? Map.of() : now.known();
  }

  /** What the account sees of the incident; empty where for them there is none. */
  Optional<Sight> sightOf(Account account, Incident incident) {
    Found now = found();
    if (now == null) {
      return account.role().seesUnknownCallers()
          ? Optional.of(Policy.ofUnknownCaller(account.role()))
          : Optional.empty();
    }
    // Looked up while the incident was being written, so it may not know of it.
    Standing standing = now.standings().getOrDefault(account.id(), Standing.NONE);
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
