package care.silverbell.records.aftercare;

import care.silverbell.alerting.incident.IncidentId;
import care.silverbell.ingest.database.Database;
import care.silverbell.records.access.Account;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How an incident went, as each of its two sides says (双向评估). */
final class Assessments {
  private final Database database;

  Assessments(Database database) {
    this.database = database;
  }

  /** Who says it. */
  enum Side {
    /** Those who came. */
    RESPONDER,
    /** The person they came to, or their family for them. */
    PERSON;

    String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One side's word.
   *
   * @param stars 1 to 5
   */
  record Assessment(String side, int stars, @Nullable String note, String by, Instant at) {}

  /** Writes down what a side says; said again, the newer word counts. */
  void write(
      IncidentId incident, Side side, int stars, @Nullable String note, Account by, Instant at) {
    var _ =
        database.query(
            "writing how an incident went",
            """
            insert into assessment (incident, side, stars, note, by_account, by_name, at) values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (incident, side) do update set stars = excluded.stars, note = excluded.note,
              by_account = excluded.by_account, by_name = excluded.by_name, at = excluded.at
            """,
            incident.value(),
            side.wireName(),
            stars,
            note,
            by.id(),
            by.displayName(),
            at);
  }

  /** What has been said so far. */
  List<Assessment> of(IncidentId incident) {
    List<Assessment> said = new ArrayList<>();
    database
        .query(
            "reading how an incident went",
            "select side, stars, note, by_name, at from assessment where incident = $1 order by side",
            incident.value())
        .forEach(row ->
            said.add(
                new Assessment(
                    row.getString("side"),
                    row.getInteger("stars"),
                    row.getString("note"),
                    row.getString("by_name"),
                    Database.instant(row, "at"))));
    return said;
  }
}
