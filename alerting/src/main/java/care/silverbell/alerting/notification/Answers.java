package care.silverbell.alerting.notification;

import care.silverbell.alerting.incident.Answer;
import care.silverbell.alerting.incident.Answered;
import care.silverbell.alerting.incident.Incident;
import care.silverbell.alerting.incident.IncidentDesk;
import care.silverbell.alerting.incident.IncidentId;
import care.silverbell.alerting.incident.IncidentStore;
import care.silverbell.ingest.database.Database;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers by a link: it needs no sign-in, is good for one answer, and expires. */
public final class Answers {
  private final Database database;
  private final IncidentStore incidents;
  private final IncidentDesk desk;
  private final NoticeMetrics metrics;
  private final InstantSource clock;

  Answers(
      Database database,
      IncidentStore incidents,
      IncidentDesk desk,
      NoticeMetrics metrics,
      InstantSource clock) {
    this.database = database;
    this.incidents = incidents;
    this.desk = desk;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** Looks at what a link answers; a program that fetches every link does no harm by it. */
  public Optional<AnswerLink> look(String token) {
    return row(token).flatMap(row -> link(row, token));
  }

  /**
   * Answers with the link, if it can still be used.
   *
   * @param accepts "I have it"; else they cannot go
   * @param why they cannot go; null where they did not say
   * @return empty where there is no such link
   */
  public Optional<Answered> answer(String token, boolean accepts, @Nullable String why) {
    return row(token)
        .map(row -> {
          String channel = "" + row.getString("channel");
          Answer answer =
              new Answer(
                  "" + row.getString("recipient"),
                  "" + row.getString("name"),
                  accepts,
                  channel,
                  why);
          IncidentId incident = new IncidentId(row.getUUID("incident"));
          Answered answered = desk.answer(incident, answer, tx -> useUp(tx, token, accepts));
          if (!(answered instanceof Answered.NotGood
              || answered instanceof Answered.NoLongerAsked)) {
            metrics.count(ChannelKind.of(channel), "answered");
          }
          return answered;
        });
  }

  private boolean useUp(SqlConnection tx, String token, boolean accepts) {
    return Database.query(
                tx,
                "using up a link",
                """
                with used as (
                  update dispatch set token_used_at = $2, state = 'answered', next_at = null
                   where token_hash = $1 and token_used_at is null and token_until > $2 returning id)
                insert into dispatch_event (dispatch, at, what, detail) select id, $2, 'answered', $3 from used returning id
                """,
                Buffer.buffer(AnswerTokens.hash(token)),
                clock.instant(),
                accepts ? "accept" : "pass")
            .size()
        > 0;
  }

  private Optional<Row> row(String token) {
    var rows =
        database.query(
            "looking for a link",
            """
            select d.channel, d.message, d.token_until, d.token_used_at, n.incident, n.recipient, n.name, n.language
              from dispatch d join notice n on n.id = d.notice where d.token_hash = $1
            """,
            Buffer.buffer(AnswerTokens.hash(token)));
    return rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next());
  }

  private Optional<AnswerLink> link(Row row, String token) {
    Instant now = clock.instant();
    Optional<Incident> found = incidents.find(new IncidentId(row.getUUID("incident")));
    return found.map(incident ->
        new AnswerLink(
            incident,
            RecipientId.of(row.getString("recipient")),
            "" + row.getString("name"),
            "" + row.getString("language"),
            MessageJson.message(row.getJsonObject("message"), token),
            AnswerLink.status(
                incident,
                Database.instantOrNull(row, "token_used_at"),
                Database.instantOrNull(row, "token_until"),
                now),
            incident.answeredBy()));
  }
}
