package care.silverbell.records.answering;

import care.silverbell.alerting.incident.IncidentId;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.access.Account;
import care.silverbell.records.answering.AnswerBook.Cell;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How fast real incidents were answered and attended, read from the incidents themselves. Tests,
 * the canary and what is about the service itself are no part of it.
 */
public final class AnswerTimes {
  /**
   * Somebody who is on the way or at the door has surely answered, and whoever was helped was
   * attended when that was written down at the latest. The milliseconds are made by the database as
   * whole numbers, for a hundred thousand timestamps would be slow to read.
   */
  private static final String TIMES =
      """
      (date_part('epoch', i.opened_at) * 1000)::bigint as opened,
      coalesce((date_part('epoch', least(i.answered_at, i.departed_at, i.arrived_at, i.resolved_at) - i.opened_at)
        * 1000)::bigint, -1) as answered,
      case when i.arrived_at is not null then (date_part('epoch', i.arrived_at - i.opened_at) * 1000)::bigint
           when i.state = 'resolved' and i.outcome in ('helped', 'hospital')
             then (date_part('epoch', i.resolved_at - i.opened_at) * 1000)::bigint
           when i.state = 'resolved' then -2 else -1 end as attended
      """;

  private static final String FROM = " from incident i left join person p on p.id = i.person ";

  /** A fall that the wearer said was none rang for nobody: there is no time to answer it. */
  private static final String REAL =
      " where i.purpose = 'real' and (i.person is not null or i.band is not null)"
          + " and not (i.kind = 'fall' and i.severity = 'notice')";

  private static final String ASKED =
      """
         and i.opened_at >= $1 and i.opened_at < $2
         and ($3::text is null or i.severity = $3) and ($4::uuid[] is null or p.cell = any($4))
      """;

  private final Database database;

  /** Reads from the database. */
  public AnswerTimes(Database database) {
    this.database = database;
  }

  /**
   * Which incidents are asked for.
   *
   * @param severity null for all
   * @param cells only of people there; null for everybody
   */
  record Asked(Instant from, Instant to, @Nullable String severity, UUID @Nullable [] cells) {}

  /**
   * An incident that was too late for a bar.
   *
   * @param reason null where nobody has given one
   */
  record Miss(
      IncidentId incident,
      @Nullable PersonId person,
      @Nullable String name,
      @Nullable String cell,
      String kind,
      Handled handled,
      @Nullable Reason reason) {}

  /** One incident of one person, with kind, severity and state as the contract writes them. */
  public record OfPerson(
      IncidentId incident, String kind, String severity, String state, Handled handled) {}

  /** Why it was late, in the words of somebody who knows. */
  record Reason(String reason, @Nullable String note, String by, Instant at) {}

  /**
   * All incidents asked for. Their three numbers travel as bytes, a string of them for each cell:
   * as arrays a hundred thousand took twice as long.
   */
  List<Handled> handled(Asked asked, Instant now) {
    List<Handled> incidents = new ArrayList<>();
    var rows =
        database.query(
            "reading the answer times",
            "select cell, string_agg(int8send(opened) || int8send(answered) || int8send(attended), null) as times from (select p.cell, "
                + TIMES
                + FROM
                + REAL
                + ASKED
                + ") incidents group by cell",
            asked.from,
            asked.to,
            asked.severity,
            asked.cells);
    for (Row row : rows) {
      UUID cell = row.getUUID("cell");
      Buffer times = row.getBuffer("times");
      for (int at = 0; at < times.length(); at += 3 * Long.BYTES) {
        incidents.add(
            handled(
                cell,
                times.getLong(at),
                times.getLong(at + Long.BYTES),
                times.getLong(at + 2 * Long.BYTES),
                now));
      }
    }
    return incidents;
  }

  /**
   * Those that were too late, the newest first.
   *
   * @param unexplained only those without a reason
   */
  List<Miss> misses(Asked asked, boolean unexplained, Instant now, int limit) {
    List<Miss> misses = new ArrayList<>();
    database
        .query(
            "listing what was late",
            "select * from (select i.id, i.person, i.kind, i.opened_at, p.name, p.cell, c.name as cell_name, r.reason, r.note,"
                + " r.by_name, r.at, "
                + TIMES
                + FROM
                + """
                  left join grid_cell c on c.id = p.cell
                  left join lateral (select * from miss_reason m where m.incident = i.id order by m.id desc limit 1) r on true
                """
                + REAL
                + ASKED
                + """
                ) incidents
                 where (answered > $5 or attended > $6 or (answered = -1 and $7 - opened > $5) or (attended = -1 and $7 - opened > $6))
                   and ($8 = false or reason is null)
                 order by opened_at desc, id limit $9
                """,
            asked.from,
            asked.to,
            asked.severity,
            asked.cells,
            Bar.ANSWER_60.within().toMillis(),
            Bar.ATTEND_45.within().toMillis(),
            now.toEpochMilli(),
            unexplained,
            limit)
        .forEach(row -> misses.add(miss(row, now)));
    return misses;
  }

  /** How that incident was handled; empty where the book is not about it. */
  Optional<Handled> of(IncidentId incident, Instant now) {
    for (Row row :
        database.query(
            "reading how an incident was answered",
            "select p.cell, " + TIMES + FROM + REAL + " and i.id = $1",
            incident.value())) {
      return Optional.of(handled(row, now));
    }
    return Optional.empty();
  }

  /**
   * Somebody's real incidents that opened within the time, the oldest first.
   *
   * @param limit only the newest so many
   */
  public List<OfPerson> ofPerson(
      PersonId person, Instant from, Instant to, Instant now, int limit) {
    List<OfPerson> incidents = new ArrayList<>();
    database
        .query(
            "reading somebody's incidents",
            "select p.cell, i.id, i.kind, i.severity, i.state, "
                + TIMES
                + FROM
                + " where i.purpose = 'real' and i.person = $1 and i.opened_at >= $2 and i.opened_at < $3"
                + " order by i.opened_at desc, i.id limit $4",
            person.value(),
            from,
            to,
            limit)
        .forEach(row ->
            incidents.add(
                new OfPerson(
                    new IncidentId(row.getUUID("id")),
                    row.getString("kind"),
                    row.getString("severity"),
                    row.getString("state"),
                    handled(row, now))));
    return incidents.reversed();
  }

  /** Writes down why it was late. */
  void explain(IncidentId incident, String reason, @Nullable String note, Account by, Instant at) {
    var _ =
        database.query(
            "writing why it was late",
            """
            insert into miss_reason (incident, reason, note, by_account, by_name, at) values ($1, $2, $3, $4, $5, $6)
            """,
            incident.value(),
            reason,
            note,
            by.id(),
            by.displayName(),
            at);
  }

  /** Every cell, each before those below it, neighbours by their codes. */
  List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    database
        .query(
            "reading the cells",
            """
            with recursive down as (
              select id, parent, name, level, array[code] as way from grid_cell where parent is null
              union all
              select c.id, c.parent, c.name, c.level, d.way || c.code from down d join grid_cell c on c.parent = d.id)
            select * from down order by way
            """)
        .forEach(row ->
            cells.add(
                new Cell(
                    row.getUUID("id"),
                    row.getUUID("parent"),
                    row.getString("name"),
                    row.getString("level"))));
    return cells;
  }

  private static Handled handled(
      @Nullable UUID cell, long opened, long answered, long attended, Instant now) {
    return new Handled(
        cell, Instant.ofEpochMilli(opened), answered, attended, now.toEpochMilli() - opened);
  }

  private static Handled handled(Row row, Instant now) {
    return handled(
        row.getUUID("cell"),
        row.getLong("opened"),
        row.getLong("answered"),
        row.getLong("attended"),
        now);
  }

  private static Miss miss(Row row, Instant now) {
    UUID person = row.getUUID("person");
    String reason = row.getString("reason");
    return new Miss(
        new IncidentId(row.getUUID("id")),
        person == null ? null : new PersonId(person),
        row.getString("name"),
        row.getString("cell_name"),
        row.getString("kind"),
        handled(row, now),
        reason == null
            ? null
            : new Reason(
                reason,
                row.getString("note"),
                row.getString("by_name"),
                Database.instant(row, "at")));
  }
}
