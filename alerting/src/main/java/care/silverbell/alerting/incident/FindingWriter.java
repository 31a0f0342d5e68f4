package care.silverbell.alerting.incident;

import care.silverbell.alerting.rule.Conclusion;
import care.silverbell.alerting.rule.Finding;
import care.silverbell.alerting.rule.FindingKind;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.Position;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.Optional;

/** What is written of a finding and its incident, always within the caller's transaction. */
final class FindingWriter {
  /** Stands where a person's name would. */
  private static final Responder OURSELVES = new Responder("service", "Silverbell");

  private FindingWriter() {}

  /**
   * Keeps the finding and opens its incident, or adds a line to the one that is alive.
   *
   * @return the incident, where one was changed
   */
  static Optional<IncidentId> open(SqlConnection tx, Finding finding, Instant now) {
    if (!keep(tx, finding, now) || finding.forTheRecord()) {
      return Optional.empty();
    }
    IncidentId fresh = IncidentId.fresh();
    boolean opened = insert(tx, fresh, finding, now);
    Optional<IncidentId> incident = opened ? Optional.of(fresh) : alive(tx, finding);
    // The sentence speaks of readings, which are not everybody's to see: it is not in the timeline.
    incident.ifPresent(id -> {
      if (!opened) {
        ringAgain(tx, id, finding, now);
      }
      IncidentWriter.line(tx, id, now, opened ? "found" : "found-again", null, null);
      var _ =
          Database.query(
              tx,
              "joining a finding to its incident",
              "update finding set incident = $4 where person = $1 and kind = $2 and since = $3",
              finding.person().value(),
              finding.kind().wireName(),
              finding.since(),
              id.value());
    });
    return incident;
  }

  /**
   * Notes the end of the condition; where it was a search, its incident ends with it.
   *
   * @return the incident, where one was changed
   */
  static Optional<IncidentId> over(SqlConnection tx, Conclusion.Over over, Instant now) {
    RowSet<Row> rows =
        Database.query(
            tx,
            "noting the end of a finding",
            """
            with ended as (
              update finding set over_at = $3
               where person = $1 and kind = $2 and over_at is null and at <= $3 returning incident)
            select id from incident where id in (select incident from ended) and state <> 'resolved' for update
            """,
            over.person().value(),
            over.kind().wireName(),
            over.at());
    if (rows.size() == 0) {
      return Optional.empty();
    }
    IncidentId id = new IncidentId(rows.iterator().next().getUUID("id"));
    if (over.kind() == FindingKind.WANDERING) {
      end(tx, id, over.why().toString(), now);
    } else {
      IncidentWriter.line(tx, id, now, "over", null, over.why().toString());
    }
    return Optional.of(id);
  }

  /** Nobody has answered by that: only the state moves on. */
  private static void end(SqlConnection tx, IncidentId id, String why, Instant now) {
    var _ =
        Database.query(
            tx,
            "ending a search",
            """
            update incident set state = $2, state_by = $3, state_by_recipient = null, state_at = $4, outcome = $5, note = $6, resolved_at = $4, due_at = $4
             where id = $1
            """,
            id.value(),
            Deed.RESOLVE.state(),
            OURSELVES.name(),
            now,
            Outcome.OTHER.wireName(),
            why);
    IncidentWriter.line(
        tx, id, now, Deed.RESOLVE.what(), OURSELVES, Outcome.OTHER.wireName() + ": " + why);
  }

  /**
   * It has come again: whoever has the incident hears so, and where nobody has it, or has had it
   * for long, everybody does, as with a second press.
   */
  private static void ringAgain(SqlConnection tx, IncidentId id, Finding finding, Instant now) {
    Position position = finding.position();
    var _ =
        Database.query(
            tx,
            "ringing again for a finding",
            """
            update incident set
            """
                + Ringing.openAnew("$3")
                + """
                       presses = presses + 1, last_rung_at = $2, due_at = $2, moved_on_at = $2,
                       why = $4, why_zh = $5, readings = $6,
                       latitude = coalesce($7, latitude), longitude = coalesce($8, longitude),
                       accuracy_metres = case when $7::float8 is null then accuracy_metres else $9 end,
                       source = case when $7::float8 is null then source else $10 end
                 where id = $1
                """,
            id.value(),
            now,
            now.minus(Ringing.HAS_IT_FOR),
            finding.why().en(),
            finding.why().zh(),
            readings(finding),
            position == null ? null : position.latitude(),
            position == null ? null : position.longitude(),
            position == null ? null : position.accuracyMetres(),
            position == null || position.source() == null ? null : position.source().name());
  }

  /** Whether it was not known before, or came too late then and is seen to last now. */
  private static boolean keep(SqlConnection tx, Finding finding, Instant now) {
    return Database.query(
                tx,
                "keeping a finding",
                """
                insert into finding as f (person, kind, since, at, found_at, for_the_record, why_zh, why_en, readings, over_at)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, case when $10 then $4::timestamptz end)
                on conflict (person, kind, since) do update set for_the_record = false, at = excluded.at
                  where f.for_the_record and not excluded.for_the_record and f.over_at is null
                returning id
                """,
                finding.person().value(),
                finding.kind().wireName(),
                finding.since(),
                finding.at(),
                now,
                finding.forTheRecord(),
                finding.why().zh(),
                finding.why().en(),
                readings(finding),
                finding.told() == Finding.Told.PAST)
            .size()
        > 0;
  }

  private static boolean insert(SqlConnection tx, IncidentId id, Finding finding, Instant now) {
    Kind kind = Kind.of(finding.kind().wireName());
    Position position = finding.position();
    return Database.query(
                tx,
                "opening an incident for a finding",
                """
                insert into incident (id, subject, person, kind, severity, opened_at, last_rung_at, presses, why, why_zh,
                                      latitude, longitude, accuracy_metres, source, readings)
                values ($1, $2, $3, $4, $5, $6, $6, 1, $7, $8, $9, $10, $11, $12, $13)
                on conflict (subject, kind) where state <> 'resolved' do nothing returning id
                """,
                id.value(),
                finding.person().toString(),
                finding.person().value(),
                kind.wireName(),
                kind.severity().wireName(),
                now,
                finding.why().en(),
                finding.why().zh(),
                position == null ? null : position.latitude(),
                position == null ? null : position.longitude(),
                position == null ? null : position.accuracyMetres(),
                position == null || position.source() == null ? null : position.source().name(),
                readings(finding))
            .size()
        > 0;
  }

  private static Optional<IncidentId> alive(SqlConnection tx, Finding finding) {
    RowSet<Row> rows =
        Database.query(
            tx,
            "looking for the incident that is alive",
            "select id from incident where subject = $1 and kind = $2 and state <> 'resolved'",
            finding.person().toString(),
            finding.kind().wireName());
    return rows.size() == 0
        ? Optional.empty()
        : Optional.of(new IncidentId(rows.iterator().next().getUUID("id")));
  }

  private static JsonArray readings(Finding finding) {
    JsonArray readings = new JsonArray();
    finding
        .readings()
        .forEach(it ->
            readings.add(
                new JsonObject()
                    .put("sign", it.sign().name())
                    .put("value", it.value())
                    .put("at", it.at().toEpochMilli())));
    return readings;
  }
}
