package care.silverbell.records.link;

import care.silverbell.alerting.incident.IncidentId;
import care.silverbell.ingest.database.Database;
import care.silverbell.records.access.Secret;
import care.silverbell.records.link.Answering.Answerer;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The links by which a notice is answered; of each only its token's hash is kept. */
public final class AnswerLinks {
  private static final String FIND =
      """
      select d.id, d.channel, d.token_used_at, d.token_until <= $2 as expired, n.recipient, n.name, n.language,
             i.id as incident, i.kind, i.state, i.opened_at, i.presses, i.purpose, i.band, p.name as person, p.address,
             (select a.answer from incident_answer a where a.incident = i.id and a.recipient = n.recipient
               order by a.id desc limit 1) as said
        from dispatch d join notice n on n.id = d.notice join incident i on i.id = n.incident
        left join person p on p.id = i.person
       where d.token_hash = $1
      """;

  private final Database database;
  private final Answering answering;
  private final InstantSource clock;

  /** Reads and uses up links. */
  public AnswerLinks(Database database, Answering answering, InstantSource clock) {
    this.database = database;
    this.answering = answering;
    this.clock = clock;
  }

  /**
   * A link and what it is about.
   *
   * @param open whether it can be answered by: not used, not expired, the incident not over
   * @param over whether the incident is
   * @param expired whether its time is over, used or not
   * @param said what its holder has said last, by whatever way; null for nothing
   * @param havers who has it
   */
  record Link(
      UUID dispatch,
      IncidentId incident,
      Answerer holder,
      String language,
      boolean open,
      boolean over,
      boolean expired,
      @Nullable String said,
      List<String> havers,
      About about) {}

  /**
   * What a responder must know.
   *
   * @param name the person's; null for an unknown caller
   */
  record About(
      @Nullable String name,
      @Nullable String address,
      @Nullable String band,
      String kind,
      Instant openedAt,
      int presses,
      boolean test) {}

  /** The link of that token; empty where there is none. */
  Optional<Link> find(String token) {
    Buffer hash = Secret.hash(token);
    for (Row row : database.query("finding a link to answer by", FIND, hash, clock.instant())) {
      return Optional.of(link(row));
    }
    return Optional.empty();
  }

  /** Answers by it, if it still can be; it cannot be again. */
  void answer(Link link, boolean accept, @Nullable String why) {
    int used =
        database
            .query(
                "using a link up",
                """
                update dispatch set token_used_at = $2, state = 'answered'
                 where id = $1 and token_used_at is null and (token_until is null or token_until > $2)
                """,
                link.dispatch,
                clock.instant())
            .rowCount();
    if (used == 0) {
      return;
    }
    var _ =
        database.query(
            "noting that a link was used",
            "insert into dispatch_event (dispatch, at, what, detail) values ($1, $2, 'answered', $3)",
            link.dispatch,
            clock.instant(),
            accept ? "accept" : "pass");
    if (accept) {
      answering.accept(link.incident, link.holder);
    } else {
      answering.pass(link.incident, link.holder, why);
    }
  }

  private Link link(Row row) {
    boolean over = row.getString("state").equals("resolved");
    boolean used = Database.instantOrNull(row, "token_used_at") != null;
    boolean expired = Boolean.TRUE.equals(row.getBoolean("expired"));
    IncidentId incident = new IncidentId(row.getUUID("incident"));
    return new Link(
        row.getUUID("id"),
        incident,
        new Answerer(row.getString("recipient"), row.getString("name"), row.getString("channel")),
        row.getString("language"),
        !over && !used && !expired,
        over,
        expired,
        row.getString("said"),
        answering.havers(incident),
        new About(
            row.getString("person"),
            row.getString("address"),
            row.getString("band"),
            row.getString("kind"),
            Database.instant(row, "opened_at"),
            row.getInteger("presses"),
            row.getString("purpose").equals("test")));
  }
}
