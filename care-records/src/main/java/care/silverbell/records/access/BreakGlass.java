package care.silverbell.records.access;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opening the file of a person who is not one's own, because it cannot wait: with a reason, for an
 * hour, and everybody concerned can read that it was done.
 */
public final class BreakGlass {
  /** How long a file stays open. */
  public static final Duration LASTS = Duration.ofHours(1);

  private static final Logger log = LoggerFactory.getLogger(BreakGlass.class);

  private final Database database;
  private final InstantSource clock;

  /** Keeps what was opened in the database. */
  public BreakGlass(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** A file that was opened. */
  public record Opened(
      PersonId person,
      String personName,
      String account,
      String name,
      String reason,
      Instant since,
      Instant until) {}

  /** The person of exactly that name and birth date, where there is just one. */
  public Optional<PersonId> find(String name, LocalDate birthDate) {
    var rows =
        database.query(
            "looking for a person",
            "select id from person where name = $1 and birth_date = $2 limit 2",
            name,
            birthDate);
    return rows.size() == 1
        ? Optional.of(new PersonId(rows.iterator().next().getUUID("id")))
        : Optional.empty();
  }

  /** Opens the file; answers until when. */
  public Instant open(Account account, PersonId person, String reason) {
    Instant now = clock.instant();
    Instant until = now.plus(LASTS);
    var _ =
        database.query(
            "opening a file with a reason",
            "insert into break_glass (id, account, person, reason, since, until) values ($1, $2, $3, $4, $5, $6)",
            UUID.randomUUID(),
            account.id(),
            person.value(),
            reason,
            now,
            until);
    log.warn("account {} opened the file of person {} with a reason", account.name(), person);
    return until;
  }

  /** What was opened of late, the newest first. */
  public List<Opened> list(int limit) {
    return opened(
        database.query("listing opened files", OPENED + " order by b.since desc limit $1", limit));
  }

  /** When the person's file was opened, the newest first. */
  public List<Opened> of(PersonId person) {
    return opened(
        database.query(
            "listing opened files",
            OPENED + " where b.person = $1 order by b.since desc limit 100",
            person.value()));
  }

  private static final String OPENED =
      """
      select b.*, p.name as person_name, a.name as account_name, a.display_name from break_glass b
        join person p on p.id = b.person join account a on a.id = b.account
      """;

  private static List<Opened> opened(Iterable<io.vertx.sqlclient.Row> rows) {
    List<Opened> opened = new ArrayList<>();
    rows.forEach(row ->
        opened.add(
            new Opened(
                new PersonId(row.getUUID("person")),
                row.getString("person_name"),
                row.getString("account_name"),
                row.getString("display_name"),
                row.getString("reason"),
                Database.instant(row, "since"),
                Database.instant(row, "until"))));
    return opened;
  }
}
