package care.silverbell.records.aftercare;

import care.silverbell.alerting.incident.IncidentId;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.access.Account;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** That somebody looks in again after an incident, on which day, and whether they have. */
final class FollowUps {
  private static final String SELECT =
      """
      select f.*, i.person, p.name, p.address, c.name as cell from follow_up f join incident i on i.id = f.incident
        left join person p on p.id = i.person left join grid_cell c on c.id = p.cell
      """;

  private final Database database;

  FollowUps(Database database) {
    this.database = database;
  }

  /**
   * One visit or call.
   *
   * @param person null for an unknown caller's incident
   * @param doneAt null while it is to be done
   */
  record FollowUp(
      UUID id,
      IncidentId incident,
      @Nullable PersonId person,
      @Nullable String name,
      @Nullable String cell,
      LocalDate on,
      @Nullable String note,
      String by,
      @Nullable Instant doneAt,
      @Nullable String doneBy,
      @Nullable String doneNote) {}

  /** Writes one down; answers its id. */
  UUID add(IncidentId incident, LocalDate on, @Nullable String note, Account by, Instant at) {
    UUID id = UUID.randomUUID();
    var _ =
        database.query(
            "writing a follow-up down",
            """
            insert into follow_up (id, incident, due_on, note, by_account, by_name, at) values ($1, $2, $3, $4, $5, $6, $7)
            """,
            id,
            incident.value(),
            on,
            note,
            by.id(),
            by.displayName(),
            at);
    return id;
  }

  Optional<FollowUp> find(UUID id) {
    return all(database.query("finding a follow-up", SELECT + " where f.id = $1", id)).stream()
        .findFirst();
  }

  /** Those of one incident. */
  List<FollowUp> of(IncidentId incident) {
    return all(
        database.query(
            "reading an incident's follow-ups",
            SELECT + " where f.incident = $1 order by f.due_on, f.id",
            incident.value()));
  }

  /**
   * Those still to be done of people whom the account may see, the earliest first.
   *
   * @param until due on that day at the latest
   */
  List<FollowUp> due(Account account, LocalDate until, int limit) {
    return all(
        database.query(
            "listing follow-ups",
            SELECT
                + """
                 where f.done_at is null and f.due_on <= $1
                   and (exists (select from account_sees s where s.account = $2 and s.person = i.person)
                        or (i.person is null and $3))
                 order by f.due_on, f.id limit $4
                """,
            until,
            account.id(),
            account.role().seesUnknownCallers(),
            limit));
  }

  /** It is done; done again, nothing changes. */
  void done(UUID id, @Nullable String note, Account by, Instant at) {
    var _ =
        database.query(
            "writing that a follow-up is done",
            "update follow_up set done_at = $2, done_by = $3, done_note = $4 where id = $1 and done_at is null",
            id,
            at,
            by.displayName(),
            note);
  }

  private static List<FollowUp> all(RowSet<Row> rows) {
    List<FollowUp> all = new ArrayList<>();
    rows.forEach(row -> {
      UUID person = row.getUUID("person");
      all.add(
          new FollowUp(
              row.getUUID("id"),
              new IncidentId(row.getUUID("incident")),
              person == null ? null : new PersonId(person),
              row.getString("name"),
              row.getString("cell"),
              row.getLocalDate("due_on"),
              row.getString("note"),
              row.getString("by_name"),
              Database.instantOrNull(row, "done_at"),
              row.getString("done_by"),
              row.getString("done_note")));
    });
    return all;
  }
}
