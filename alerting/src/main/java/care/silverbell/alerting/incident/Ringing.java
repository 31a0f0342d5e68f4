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
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts a press on disk, all in one statement: every round trip to the database is time in which
 * nobody is told.
 *
 * <p>A press is known again by the band's own id, else by the embedded broker's stamp, else by the
 * packet identifier of a redelivery; of what another instance has heard within seconds, it is the
 * same. Where nothing tells, it is another press: a press too many rings once more, a press too few
 * may cost a life.
 */
final class Ringing {
  /**
   * How long an id stands for the same press, counted from when it was last heard. A band whose
   * battery was changed may begin again with c-1, and that is a new press.
   */
  static final Duration ID_STANDS = Duration.ofHours(24);

  /**
   * How long it stands once the incident is over: bands send again every 10 seconds, so what comes
   * after minutes of silence is another press, whatever it is called. Only one of the very moment
   * of the first is that: an instance that was away hears from its session what another has heard.
   */
  static final Duration STANDS_AFTER_THE_END = Duration.ofMinutes(10);

  /**
   * How long it stands that somebody has it. Whoever presses again after that is told of to
   * everybody: the one who came may have gone, and not said so.
   */
  static final Duration HAS_IT_FOR = Duration.ofHours(1);

  /**
   * Until when the wearer of a fall that comes again is asked, before anybody else is: as long as
   * before where they are being asked, anew where they have said that they are fine, and not at all
   * where others were asked already.
   */
  private static final String ASKS =
      """
      case when $24::timestamptz is null or state <> 'open' or plan_steps > 0 then null
           when asking_until > $1 then asking_until
           when cancelled_by_wearer_at is not null then $24 end
      """;

  private static final String RING =
      """
      with known as (
        update press set heard = heard + 1, last_heard_at = $1
         where id = (select p.id from press p join incident i on i.id = p.incident
                      where p.band = $2 and p.kind = $3 and i.subject = $14 and p.last_heard_at > $4
                        and (i.state <> 'resolved' or p.last_heard_at > $21
                             or p.press_id = $5 and p.at = $18 and not p.clock_replaced and not $19)
                        and case when $5::text is not null then p.press_id = $5
                                 when $6::text is not null then p.stamp = $6
                                 else p.press_id is null and p.stamp is null
                                   and ($7 and p.packet_id = $8 and p.last_heard_at > $21
                                        or p.heard_by <> current_setting('silverbell.instance', true) and i.cancelled_by_wearer_at is null
                                          and p.received_at between $1::timestamptz - interval '3 seconds' and $1::timestamptz + interval '3 seconds') end
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
                   severity = $17, purpose = case when $22 = 'real' then 'real' else purpose end,
                   asking_until = {asks}, due_at = coalesce({asks}, $1),
                   moved_on_at = case when {asks} is null then $1 else moved_on_at end,
                   plan_from = case when kind = 'fall' and plan_steps = 0 then coalesce({asks}, $1) else plan_from end
             where subject = $14 and kind = $3 and state <> 'resolved' and not exists (select from known)
            returning id, asking_until),
          opened as (
            insert into incident (id, subject, person, band, kind, severity, opened_at, last_rung_at, presses, call_id, call_at,
                                  latitude, longitude, accuracy_metres, source, readings, purpose, due_at, asking_until, plan_from)
            select $15::uuid, $14, $16::uuid, $2, $3, $17, $1, $1, 1, $5, $18::timestamptz, $9, $10, $11, $12, $13, $22,
                   coalesce($24::timestamptz, $1), $24, $24
             where not exists (select from known) and not exists (select from joined)
            returning id, asking_until),
          helped as (
            update incident set asking_until = null, plan_from = $1, due_at = $1, moved_on_at = $1
             where $3 = 'call' and subject = $14 and asking_until is not null and state = 'open' and plan_steps = 0
               and not exists (select from known)
            returning id),
          rung as (select id, 'pressed' as what from joined union all select id, 'opened' from opened),
          kept as (
            insert into press (incident, band, kind, press_id, stamp, packet_id, at, clock_replaced, received_at, last_heard_at)
            select id, $2, $3, $5, $6, $8, $18, $19, $1, $1 from rung),
          told as (
            insert into incident_timeline (incident, at, what, detail)
            select id, $1::timestamptz, what, $20::text from rung
            union all select id, $1, 'asked-wearer', null from joined where asking_until = $24
            union all select id, $1, 'asked-wearer', null from opened where asking_until is not null
            union all select id, $1, 'wearer-pressed', null from helped)
          select anew, set_config('silverbell.incident', incident::text, true)
            from (select id as incident, true as anew from rung union all select incident, false from known) press
          """
              .replace("{asks}", ASKS);

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
    state_by_recipient = case when state_at < %1$s then null else state_by_recipient end,
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
   *
   * @param askingUntil until then the wearer alone is asked; null for everybody at once
   */
  static Database.Answer<Rung> ring(
      Database database, Heard heard, Purpose purpose, @Nullable Instant askingUntil) {
    return database.inTurn(
        "putting a press on disk",
        heard.alarm().band().value(),
        Ringing::rung,
        ringing(heard, purpose, askingUntil),
        Statement.of(IncidentStore.THE_ONE_JUST_RUNG));
  }

  /** The same with a press that nobody made: all of it is taken back. */
  static Database.Answer<Rung> rehearse(Database database, Heard heard) {
    return database.inVain(
        "rehearsing a press",
        heard.alarm().band().value(),
        Ringing::rung,
        ringing(heard, Purpose.REAL, null),
        Statement.of(IncidentStore.THE_ONE_JUST_RUNG));
  }

  private static Statement ringing(Heard heard, Purpose purpose, @Nullable Instant askingUntil) {
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
        heard.receivedAt().minus(HAS_IT_FOR),
        askingUntil);
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
