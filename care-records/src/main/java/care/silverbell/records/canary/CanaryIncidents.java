package care.silverbell.records.canary;

import care.silverbell.alerting.incident.IncidentId;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.BandSerial;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The incidents of the canary's presses: whether somebody was told, and letting go of old ones. */
public final class CanaryIncidents {
  private static final int AT_ONCE = 2_000;

  /** What stands on an incident before it can go, the leaves first. */
  private static final List<String> LETTING_GO =
      List.of(
          """
          delete from dispatch_event where dispatch in (
            select d.id from dispatch d join notice n on n.id = d.notice where n.incident = any($1))
          """,
          "delete from dispatch where notice in (select id from notice where incident = any($1))",
          "delete from notice where incident = any($1)",
          "delete from incident_answer where incident = any($1)",
          "delete from miss_reason where incident = any($1)",
          "delete from assessment where incident = any($1)",
          "delete from follow_up where incident = any($1)",
          "delete from press where incident = any($1)",
          "delete from incident_timeline where incident = any($1)",
          "delete from incident where id = any($1)");

  private final Database database;

  /** Reads from the database. */
  public CanaryIncidents(Database database) {
    this.database = database;
  }

  /** Whether the press has arrived where the canary's presses do. */
  boolean isTold(IncidentId incident) {
    return database
            .query(
                "asking whether the canary was heard",
                """
                select from dispatch d join notice n on n.id = d.notice
                 where n.incident = $1 and d.channel = 'canary' and d.state in ('delivered', 'read', 'answered')
                """,
                incident.value())
            .size()
        > 0;
  }

  /** What an earlier press has left open. */
  List<IncidentId> open(BandSerial band) {
    List<IncidentId> open = new ArrayList<>();
    database
        .query(
            "looking what the canary has left open",
            "select id from incident where subject = $1 and purpose = 'canary' and state <> 'resolved'",
            "band:" + band)
        .forEach(row -> open.add(new IncidentId(row.getUUID("id"))));
    return open;
  }

  /** Lets go of those that are over and began before; answers how many. */
  public int prune(Instant before) {
    return database.transaction("letting go of the canary's old presses", tx -> prune(tx, before));
  }

  private static int prune(SqlConnection tx, Instant before) {
    List<UUID> old = new ArrayList<>();
    Database.query(
            tx,
            "finding the canary's old presses",
            """
            select id from incident where purpose = 'canary' and opened_at < $1 and state = 'resolved'
             order by opened_at limit $2 for update skip locked
            """,
            before,
            AT_ONCE)
        .forEach(row -> old.add(row.getUUID("id")));
    if (old.isEmpty()) {
      return 0;
    }
    Object ids = old.toArray(UUID[]::new);
    for (String sql : LETTING_GO) {
      var _ = Database.query(tx, "letting go of the canary's old presses", sql, ids);
    }
    return old.size();
  }
}
