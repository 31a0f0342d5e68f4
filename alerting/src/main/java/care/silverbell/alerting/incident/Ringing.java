package care.silverbell.alerting.incident;

import care.silverbell.ingest.band.BandMessage;
import care.silverbell.ingest.band.BandMessage.Alarm;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.database.Database.Statement;
import care.silverbell.ingest.intake.AlarmListener.Heard;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Position;
import care.silverbell.ingest.reading.Sign;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts a press on disk, all in one statement: every round trip to the database is time in which
 * nobody is told.
 *
 * <p>A press is known again by the band's own id, else by the embedded broker's stamp, else by the
 * packet identifier of a redelivery. Where nothing tells, it is another press: a press too many
 * rings once more, a press too few may cost a life.
 */
final class Ringing {
  /**
   * How long an id stands for the same press, counted from when it was last heard. A band whose
   * battery was changed may begin again with c-1, and that is a new press.
   */
  static final Duration ID_STANDS = Duration.ofHours(24);

  /**
   * How long it stands once the incident is over: bands send again every 10 seconds, so what comes
   * after minutes of silence is another press, whatever it is called.
   */
  static final Duration STANDS_AFTER_THE_END = Duration.ofMinutes(10);

  /**
   * How long it stands that somebody has it. Whoever presses again after that is told of to
   * everybody: the one who came may have gone, and not said so.
   */
  static final Duration HAS_IT_FOR = Duration.ofHours(1);

  private static final String RING =
      """
      with known as (
        update press set heard = heard + 1, last_heard_at = $1
         where id = (select p.id from press p join incident i on i.id = p.incident
                      where p.band = $2 and p.kind = $3 and i.subject = $14 and p.last_heard_at > $4
                        and (i.state <> 'resolved' or p.last_heard_at > $21)
                        and case when $5::text is not null then p.press_id = $5
                                 when $6::text is not null then p.stamp = $6
                                 else $7 and p.press_id is null and p.stamp is null and p.packet_id = $8
                                   and p.last_heard_at > $21 end
                      order by p.last_heard_at desc limit 1)
        returning incident),
      joined as (
        update incident set presses = presses + 1, last_rung_at = $1, band = $2, cancelled_by_wearer_at = null,
               latitude = coalesce($9, latitude), longitude = coalesce($10, longitude),
               accuracy_metres = case when $9::float8 is null then accuracy_metres else $11 end,
               source = case when $9::float8 is null then source else $12 end,
               readings = case when $13::jsonb = '[]' then readings else $13 end,
      """
          + openAnew("$23")
          + """
                   due_at = $1, moved_on_at = $1, purpose = case when $22 = 'real' then 'real' else purpose end
             where subject = $14 and kind = $3 and state <> 'resolved' and not exists (select from known)
            returning id),
          opened as (
            insert into incident (id, subject, person, band, kind, severity, opened_at, last_rung_at, presses, call_id, call_at,
                                  latitude, longitude, accuracy_metres, source, readings, due_at, purpose)
            select $15::uuid, $14, $16::uuid, $2, $3, $17, $1, $1, 1, $5, $18::timestamptz, $9, $10, $11, $12, $13, $1, $22
             where not exists (select from known) and not exists (select from joined)
            returning id),
          rung as (select id, 'pressed' as what from joined union all select id, 'opened' from opened),
          kept as (
            insert into press (incident, band, kind, press_id, stamp, packet_id, at, clock_replaced, received_at, last_heard_at)
            select id, $2, $3, $5, $6, $8, $18, $19, $1, $1 from rung),
          told as (
            insert into incident_timeline (incident, at, what, detail) select id, $1, what, $20::text from rung)
          select anew, set_config('silverbell.incident', incident::text, true)
            from (select id as incident, true as anew from rung union all select incident, false from known) press
          """;

  private Ringing() {}

  /**
   * What an update of an incident sets so that it is new to everybody where somebody has had it for
   * too long; when it was answered first stays known.
   *
   * @param since stands for the moment since when it still stands that somebody has it
   */
  static String openAnew(String since) {
    return """
    state = case when state_at < %1$s then 'open' else state end,
    state_by = case when state_at < %1$s then null else state_by end,
    state_at = case when state_at < %1$s then null else state_at end,
    answered_by = case when state_at < %1$s then null else answered_by end,
    answers_from = case when state_at < %1$s
                        then coalesce((select max(a.id) from incident_answer a where a.incident = incident.id), 0)
                        else answers_from end,
    """
        .formatted(since);
  }

  /** What a press came to: its incident as it is now, and whether it was not heard before. */
  record Rung(Incident incident, boolean anew) {}

  /**
   * Opens an incident for the press, or lets it join the one that is alive, or finds that it was
   * heard before; returns at once.
   */
  static Database.Answer<Rung> ring(Database database, Heard heard, Purpose purpose) {
    return database.inTurn(
        "putting a press on disk",
        heard.alarm().band().value(),
        Ringing::rung,
        ringing(heard, purpose),
        Statement.of(IncidentStore.THE_ONE_JUST_RUNG));
  }

  /** The same with a press that nobody made: all of it is taken back. */
  static Database.Answer<Rung> rehearse(Database database, Heard heard) {
    return database.inVain(
        "rehearsing a press",
        heard.alarm().band().value(),
        Ringing::rung,
        ringing(heard, Purpose.REAL),
        Statement.of(IncidentStore.THE_ONE_JUST_RUNG));
  }

  private static Statement ringing(Heard heard, Purpose purpose) {
    Alarm alarm = heard.alarm();
    Kind kind = kindOf(alarm);
    Position position = positionOf(alarm);
    return Statement.of(
        RING,
        heard.receivedAt(),
        alarm.band().value(),
        kind.wireName(),
        heard.receivedAt().minus(ID_STANDS),
        idOf(alarm),
        heard.delivery().stamp(),
        heard.delivery().redelivered(),
        heard.delivery().packetId(),
        position == null ? null : position.latitude(),
        position == null ? null : position.longitude(),
        position == null ? null : position.accuracyMetres(),
        position == null || position.source() == null ? null : position.source().name(),
        readings(alarm),
        subject(heard),
        IncidentId.fresh().value(),
        heard.wearer().map(PersonId::value).orElse(null),
        kind.severity().wireName(),
        alarm.moment().at(),
        alarm.moment().clockReplaced(),
        PressDetail.of(heard),
        heard.receivedAt().minus(STANDS_AFTER_THE_END),
        purpose.wireName(),
        heard.receivedAt().minus(HAS_IT_FOR));
  }

  private static Rung rung(List<RowSet<Row>> answers) {
    boolean anew = answers.getFirst().iterator().next().getBoolean("anew");
    return new Rung(IncidentStore.incident(answers.getLast().iterator().next()), anew);
  }

  /** The id of the newest press that the incident had from a band; null where it bore none. */
  static @Nullable String newestId(Database database, IncidentId incident) {
    var rows =
        database.query(
            "looking for the newest press",
            "select press_id from press where incident = $1 order by id desc limit 1",
            incident.value());
    return rows.size() == 0 ? null : rows.iterator().next().getString(0);
  }

  /** Whom a press is about, as the incident's key has it. */
  static String subject(Heard heard) {
    return heard.wearer().map(PersonId::toString).orElse("band:" + heard.alarm().band());
  }

  static @Nullable String idOf(Alarm alarm) {
    return switch (alarm) {
      case BandMessage.Call call -> call.id();
      case BandMessage.CallCancel cancel -> cancel.id();
      case BandMessage.Fall _ -> null;
    };
  }

  private static Kind kindOf(Alarm alarm) {
    return switch (alarm) {
      case BandMessage.Call _, BandMessage.CallCancel _ -> Kind.CALL;
      case BandMessage.Fall _ -> Kind.FALL;
    };
  }

  private static @Nullable Position positionOf(Alarm alarm) {
    return switch (alarm) {
      case BandMessage.Call call -> call.position();
      case BandMessage.Fall fall -> fall.position();
      case BandMessage.CallCancel _ -> null;
    };
  }

  private static JsonArray readings(Alarm alarm) {
    JsonArray readings = new JsonArray();
    if (alarm instanceof BandMessage.Call call && call.heartRate() != null) {
      readings.add(
          new JsonObject()
              .put("sign", Sign.HEART_RATE.name())
              .put("value", call.heartRate())
              .put("at", call.moment().at().toEpochMilli()));
    }
    return readings;
  }
}
