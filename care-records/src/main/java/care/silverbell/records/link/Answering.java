package care.silverbell.records.link;

import care.silverbell.alerting.incident.Deed;
import care.silverbell.alerting.incident.IncidentDesk;
import care.silverbell.alerting.incident.IncidentId;
import care.silverbell.alerting.incident.Responder;
import care.silverbell.ingest.database.Database;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody who was asked says: they have it, or they cannot go and the next is asked at once.
 */
public final class Answering {
  private final Database database;
  private final IncidentDesk desk;
  private final InstantSource clock;

  /** Writes to the database; what an acceptance moves on, the desk moves on. */
  public Answering(Database database, IncidentDesk desk, InstantSource clock) {
    this.database = database;
    this.desk = desk;
    this.clock = clock;
  }

  /**
   * Who answers, and by which way.
   *
   * @param recipient as the notice names them
   * @param via the channel's wire name
   */
  public record Answerer(String recipient, String name, String via) {}

  /** They have it; nothing where the incident is over. */
  public void accept(IncidentId incident, Answerer who) {
    boolean alive =
        database.transaction(
            "writing that somebody has it",
            tx -> isAlive(tx, incident) && write(tx, incident, who, "accept", null));
    if (alive) {
      var _ = desk.act(incident, Deed.ACKNOWLEDGE, new Responder(who.recipient, who.name));
    }
  }

  /** They cannot go: the plan goes on at once. Nothing where the incident is over. */
  public void pass(IncidentId incident, Answerer who, @Nullable String why) {
    var _ =
        database.transaction(
            "writing that somebody cannot go",
            tx ->
                isAlive(tx, incident)
                    && write(tx, incident, who, "pass", why)
                    && moveOn(tx, incident, who, why));
  }

  /** Who has it: those whose newest answer is that they do, else whoever moved it on. */
  public List<String> havers(IncidentId incident) {
    List<String> havers = new java.util.ArrayList<>();
    database
        .query("asking who has it", HAVERS, incident.value())
        .forEach(row -> havers.add(row.getString("name")));
    return havers;
  }

  private static final String HAVERS =
      """
      with newest as (
        select distinct on (recipient) name, answer, id from incident_answer where incident = $1 order by recipient, id desc)
      select name from (select name, id from newest where answer = 'accept') accepted
      union
      select answered_by from incident
       where id = $1 and state <> 'open' and answered_by is not null and not exists (select from newest where answer = 'accept')
      """;

  private static boolean isAlive(SqlConnection tx, IncidentId incident) {
    return Database.query(
                tx,
                "taking the incident",
                "select from incident where id = $1 and state <> 'resolved' for update",
                incident.value())
            .size()
        > 0;
  }

  private boolean write(
      SqlConnection tx, IncidentId incident, Answerer who, String answer, @Nullable String why) {
    var _ =
        Database.query(
            tx,
            "writing an answer",
            "insert into incident_answer (incident, recipient, name, answer, at, via, why) values ($1, $2, $3, $4, $5, $6, $7)",
            incident.value(),
            who.recipient,
            who.name,
            answer,
            clock.instant(),
            who.via,
            why);
    return true;
  }

  private boolean moveOn(
      SqlConnection tx, IncidentId incident, Answerer who, @Nullable String why) {
    Instant now = clock.instant();
    var _ =
        Database.query(
            tx,
            "moving the plan on",
            "update incident set moved_on_at = $2, due_at = $2 where id = $1",
            incident.value(),
            now);
    var _ =
        Database.query(
            tx,
            "adding to the timeline",
            "insert into incident_timeline (incident, at, what, by_name, detail) values ($1, $2, 'passed', $3, $4)",
            incident.value(),
            now,
            who.name,
            why);
    return true;
  }
}
