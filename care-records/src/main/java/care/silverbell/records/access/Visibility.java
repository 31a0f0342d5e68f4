package care.silverbell.records.access;

import care.silverbell.alerting.incident.IncidentStore;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.PersonId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Whom an account may see. The one place that decides; the rule itself is the view {@code
 * account_sees}.
 */
public final class Visibility {
  private final Database database;

  /** Asks the database. */
  public Visibility(Database database) {
    this.database = database;
  }

  /** Whether the account may see the person at all. */
  public boolean maySee(Account account, PersonId person) {
    return database
            .query(
                "asking whom the account may see",
                "select from account_sees where account = $1 and person = $2",
                account.id(),
                person.value())
            .size()
        > 0;
  }

  /** Everybody the account may see. */
  public List<PersonId> peopleOf(Account account) {
    List<PersonId> people = new ArrayList<>();
    database
        .query(
            "asking whom the account may see",
            "select person from account_sees where account = $1",
            account.id())
        .forEach(row -> people.add(new PersonId(row.getUUID("person"))));
    return people;
  }

  /** The ids of all accounts that may see the person. */
  public Set<UUID> accountsSeeing(PersonId person) {
    Set<UUID> accounts = new HashSet<>();
    database
        .query(
            "asking who may see the person",
            "select account from account_sees where person = $1",
            person.value())
        .forEach(row -> accounts.add(row.getUUID("account")));
    return accounts;
  }

  /** Whose incidents the account may see. */
  public IncidentStore.Scope incidentsOf(Account account) {
    return account.role() == Role.ADMIN
        ? IncidentStore.Scope.ALL
        : new IncidentStore.Scope(peopleOf(account), account.role().seesUnknownCallers());
  }
}
