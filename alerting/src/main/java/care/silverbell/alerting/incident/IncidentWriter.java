package care.silverbell.alerting.incident;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.intake.AlarmListener.Heard;
import care.silverbell.ingest.reading.Moment;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is written of an incident, always within the caller's transaction. */
final class IncidentWriter {
  private static final String SERVICE = "service";

  private IncidentWriter() {}

  /**
   * The same kind of trouble, of another part, or again an hour later: it is told again, and of it
   * too. What is the matter stands before the first colon, why it is so behind it.
   */
  private static Optional<IncidentId> ringAgain(
      SqlConnection tx, Kind kind, String why, Instant now) {
    Optional<IncidentId> alive =
        id(
            Database.query(
                tx,
                "telling of the same kind of trouble again",
                """
                update incident set presses = presses + 1, last_rung_at = $3, due_at = $3, moved_on_at = $3, why = $4
                 where subject = $1 and kind = $2 and state <> 'resolved'
                   and (split_part(why, ':', 1) is distinct from split_part($4, ':', 1)
                        or last_rung_at < $3::timestamptz - interval '1 hour') returning id
                """,
                SERVICE,
                kind.wireName(),
                now,
                why));
    alive.ifPresent(it -> line(tx, it, now, "opened", null, why));
    return alive;
  }

  /**
   * Opens an incident about the service; where one of the kind is alive, it is rung again if
   * something else is the matter.
   */
  static Optional<IncidentId> openAboutService(
      SqlConnection tx, Kind kind, String why, Instant now) {
    IncidentId id = IncidentId.fresh();
    Optional<IncidentId> opened =
        id(
            Database.query(
                tx,
                "opening an incident about the service",
                """
                insert into incident (id, subject, kind, severity, opened_at, last_rung_at, due_at, why)
                values ($1, $2, $3, $4, $5, $5, $5, $6)
                on conflict (subject, kind) where state <> 'resolved' do nothing returning id
                """,
                id.value(),
                SERVICE,
                kind.wireName(),
                kind.severity().wireName(),
                now,
                why));
    if (opened.isEmpty() && (kind == Kind.OUTAGE || kind == Kind.CHANNEL_DOWN)) {
      return ringAgain(tx, kind, why, now);
    }
    opened.ifPresent(it -> line(tx, it, now, "opened", null, why));
    return opened;
  }

  /**
   * Hears that the wearer is fine. A fall about which they are being asked rings nobody then: it
   * stays as a notice until a person has looked. What rings already stays open as it is, for a
   * person still confirms. A cancel that names another press than the newest is in the timeline
   * only: since then the wearer has pressed again.
   *
   * @return what changed by it
   */
  static List<IncidentId> wearerIsFine(SqlConnection tx, Heard heard) {
    List<IncidentId> meant = new ArrayList<>(spareFall(tx, heard));
    String subject = Ringing.subject(heard);
    String named = Ringing.idOf(heard.alarm());
    Database.query(
            tx,
            "noting that the wearer is fine",
            """
            update incident i set cancelled_by_wearer_at =
              case when $3::text is null
                     or $3 = (select press_id from press where incident = i.id order by id desc limit 1)
                   then coalesce(cancelled_by_wearer_at, $2) else cancelled_by_wearer_at end
             where subject = $1 and state <> 'resolved'
               and (kind = 'call' or (kind = 'fall' and $3::text is null and id <> all($4))) returning id
            """,
            subject,
            heard.receivedAt(),
            named,
            meant.stream().map(IncidentId::value).toArray(UUID[]::new))
        .forEach(row -> meant.add(new IncidentId(row.getUUID("id"))));
    meant.forEach(
        id -> line(tx, id, heard.receivedAt(), "wearer-fine", null, PressDetail.of(heard)));
    return meant;
  }

  /**
   * Only an answer given after the fall spares it: what the broker hands over again from before, or
   * what takes a press back, does not.
   */
  private static List<IncidentId> spareFall(SqlConnection tx, Heard heard) {
    List<IncidentId> spared = new ArrayList<>();
    Moment said = heard.alarm().moment();
    Database.query(
            tx,
            "hearing that a fall was none",
            """
            update incident i set cancelled_by_wearer_at = $2, severity = 'notice', asking_until = null, due_at = null
             where subject = $1 and kind = 'fall' and state = 'open' and plan_steps = 0 and asking_until is not null
               and not exists (select from press p where p.band = $3 and p.kind = 'call' and p.press_id = $4)
               and case when $5 then not $6 else not exists (
                     select from press p where p.incident = i.id and p.band = $3 and not p.clock_replaced and p.at > $7) end
            returning id
            """,
            Ringing.subject(heard),
            heard.receivedAt(),
            heard.alarm().band().value(),
            Ringing.idOf(heard.alarm()),
            said.clockReplaced(),
            heard.delivery().redelivered(),
            said.at())
        .forEach(row -> spared.add(new IncidentId(row.getUUID("id"))));
    return spared;
  }

  /**
   * Moves the incident on, if the deed still changes it.
   *
   * @param recipient who they are among those who are asked
   * @return whether it did
   * @throws NoSuchElementException if there is no such incident
   */
  static boolean act(
      SqlConnection tx,
      IncidentId id,
      Deed deed,
      String recipient,
      Responder who,
      @Nullable Outcome outcome,
      @Nullable String note,
      Instant now) {
    Taken taken = Taken.of(tx, id, now);
    if (!move(tx, id, taken, deed, recipient, who.name(), outcome, note)) {
      return false;
    }
    String detail = outcome == null ? note : outcome.wireName() + (note == null ? "" : ": " + note);
    line(tx, id, taken.at(), deed.what(), who, detail);
    return true;
  }

  /**
   * One who has it is at the door and says so without an account.
   *
   * @return whether that is new
   */
  static boolean arrive(SqlConnection tx, IncidentId id, Answer by, Instant now) {
    Taken taken = Taken.of(tx, id, now);
    return AnswerWriter.holds(tx, id, taken, by.recipient())
        && move(tx, id, taken, Deed.ARRIVE, by.recipient(), by.name(), null, null)
        && Timeline.add(
                tx,
                List.of(Timeline.Line.of(id, Deed.ARRIVE.what(), by, by.via(), false)),
                taken.at())
            > 0;
  }

  private static boolean move(
      SqlConnection tx,
      IncidentId id,
      Taken taken,
      Deed deed,
      String recipient,
      String name,
      @Nullable Outcome outcome,
      @Nullable String note) {
    if (!deed.changes(taken.state())) {
      return false;
    }
    var _ =
        Database.query(
            tx,
            "moving the incident on",
            """
            update incident set state = $2, state_by = $3, state_by_recipient = $8, state_at = $4, outcome = $5, note = $6,
                   answered_by = coalesce(answered_by, $3), answered_at = coalesce(answered_at, $4),
                   departed_at = case when $2 = 'attending' then $4 else departed_at end,
                   arrived_at = case when $2 = 'arrived' then $4 else arrived_at end,
                   resolved_at = case when $2 = 'resolved' then $4 else resolved_at end,
                   due_at = $7
             where id = $1
            """,
            id.value(),
            deed.state(),
            name,
            taken.at(),
            outcome == null ? null : outcome.wireName(),
            note,
            taken.now(),
            recipient);
    return true;
  }

  /** Adds a line to the timeline. */
  static void line(
      SqlConnection tx,
      IncidentId id,
      Instant at,
      String what,
      @Nullable Responder who,
      @Nullable String detail) {
    var _ =
        Database.query(
            tx,
            "adding to the timeline",
            "insert into incident_timeline (incident, at, what, by_account, by_name, detail) values"
                + " ($1, $2, $3, $4, $5, $6)",
            id.value(),
            at,
            what,
            who == null ? null : who.account(),
            who == null ? null : who.name(),
            detail);
  }

  private static Optional<IncidentId> id(RowSet<Row> rows) {
    return rows.size() == 0
        ? Optional.empty()
        : Optional.of(new IncidentId(rows.iterator().next().getUUID("id")));
  }
}
