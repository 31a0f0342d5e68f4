package care.silverbell.records.response.asked;

import care.silverbell.alerting.incident.IncidentId;
import care.silverbell.ingest.database.Database;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;

/** Whose answer counts still, as the record is now. */
public final class StillAsked {
  private final Database database;
  private final ZoneId zone;
  private final InstantSource clock;

  /** Reads from that pool; whether a contact has ended goes by the office's day. */
  public StillAsked(Database database, ZoneId zone, InstantSource clock) {
    this.database = database;
    this.zone = zone;
    this.clock = clock;
  }

  /**
   * Whether that one may still answer.
   *
   * @param recipient as {@code RecipientId} writes it
   */
  public boolean mayAnswer(String recipient, IncidentId incident) {
    var rows =
        database.query(
            "asking whether somebody may still answer",
            "select may_be_told($2, i.person, $3) as may from incident i where i.id = $1",
            incident.value(),
            recipient,
            LocalDate.ofInstant(clock.instant(), zone));
    return rows.size() == 0 || rows.iterator().next().getBoolean("may");
  }
}
