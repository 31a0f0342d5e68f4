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
          Answer answer = answer(row, accepts, why);
          Answered answered = desk.answer(incident(row), answer, tx -> useUp(tx, token, accepts));
          if (!(answered instanceof Answered.NotGood
              || answered instanceof Answered.NoLongerAsked)) {
            metrics.count(ChannelKind.of(answer.via()), "answered");
          }
          return answered;
        });
  }

  /**
   * Whom the link was sent to is at the door, where they have it: the link is good for that after
   * it is used up, too. Whoever calls has seen that it has not expired.
   */
  public void arrive(String token) {
    row(token)
        .ifPresent(row -> {
          var _ = desk.arrive(incident(row), answer(row, true, null));
        });
  }

  /**
   * Whom the link was sent to cannot go after all, though they said so; the next are asked at once.
   * Whoever calls has seen that the link has not expired.
   */
  public void withdraw(String token) {
    row(token)
        .ifPresent(row -> {
          var _ = desk.answer(incident(row), answer(row, false, null), _ -> true);
        });
  }

  private static IncidentId incident(Row row) {
    return new IncidentId(row.getUUID("incident"));
  }

  private static Answer answer(Row row, boolean accepts, @Nullable String why) {
    return new Answer(
        "" + row.getString("recipient"),
        "" + row.getString("name"),
        accepts,
        "" + row.getString("channel"),
        why);
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
    Optional<Incident> found = incidents.find(incident(row));
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
