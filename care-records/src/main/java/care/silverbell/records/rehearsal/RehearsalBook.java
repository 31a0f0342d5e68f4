package care.silverbell.records.rehearsal;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.access.Account;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** When each band on a wrist was last tried, and which tests are announced. */
final class RehearsalBook {
  /**
   * A press counts as a test where it was marked as one, or where the one who came says that it
   * was.
   */
  private static final String BANDS =
      """
      select w.band, w.since, p.id as person, p.name, c.name as cell, t.at, t.incident
        from wearing w join person p on p.id = w.person join grid_cell c on c.id = p.cell
        left join (select distinct on (s.band) s.band, s.received_at as at, s.incident
                     from incident i join press s on s.incident = i.id
                    where i.purpose = 'test' or i.outcome = 'test' order by s.band, s.received_at desc) t on t.band = w.band
       where w.until is null and ($1::uuid[] is null or p.cell = any($1))
       order by coalesce(t.at, w.since), w.band
      """;

  private static final String ANNOUNCED =
      """
      select t.id, t.starts, t.ends, t.by_name, p.id as person, p.name, c.id as cell, c.name as cell_name
        from test_announcement t left join person p on p.id = t.person left join grid_cell c on c.id = t.cell
       where t.ends > $2 and ($1::uuid[] is null or coalesce(t.cell, p.cell) = any($1)) order by t.starts, t.id
      """;

  private final Database database;

  RehearsalBook(Database database) {
    this.database = database;
  }

  /**
   * A band on a wrist.
   *
   * @param since when it was put on
   * @param lastTest null where it was never tried
   */
  record Tried(
      String band,
      PersonId person,
      String name,
      String cell,
      Instant since,
      @Nullable Instant lastTest,
      @Nullable UUID incident) {}

  /** A test that is announced: of a person, or of a cell and all below. */
  record Announced(
      UUID id,
      @Nullable UUID person,
      @Nullable UUID cell,
      String name,
      Instant starts,
      Instant ends,
      String by) {}

  /** Each band on a wrist, the one that has waited longest first. */
  List<Tried> bands(UUID @Nullable [] cells) {
    List<Tried> bands = new ArrayList<>();
    database
        .query("reading when bands were tried", BANDS, (Object) cells)
        .forEach(row ->
            bands.add(
                new Tried(
                    row.getString("band"),
                    new PersonId(row.getUUID("person")),
                    row.getString("name"),
                    row.getString("cell"),
                    Database.instant(row, "since"),
                    Database.instantOrNull(row, "at"),
                    row.getUUID("incident"))));
    return bands;
  }

  /** What is announced and not over. */
  List<Announced> announced(UUID @Nullable [] cells, Instant now) {
    List<Announced> announced = new ArrayList<>();
    database
        .query("reading announced test presses", ANNOUNCED, cells, now)
        .forEach(row -> {
          String name = row.getString("name");
          announced.add(
              new Announced(
                  row.getUUID("id"),
                  row.getUUID("person"),
                  row.getUUID("cell"),
                  name == null ? row.getString("cell_name") : name,
                  Database.instant(row, "starts"),
                  Database.instant(row, "ends"),
                  row.getString("by_name")));
        });
    return announced;
  }

  /** Announces that presses between those times are tests; answers the announcement's id. */
  UUID announce(
      @Nullable UUID person,
      @Nullable UUID cell,
      Instant starts,
      Instant ends,
      Account by,
      Instant now) {
    UUID id = UUID.randomUUID();
    var _ =
        database.query(
            "announcing test presses",
            """
            insert into test_announcement (id, person, cell, starts, ends, by_account, by_name, at)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            id,
            person,
            cell,
            starts,
            ends,
            by.id(),
            by.displayName(),
            now);
    return id;
  }

  /** Ends an announcement now: what is pressed from here on is real. Answers whether it was on. */
  boolean end(UUID id, UUID @Nullable [] cells, Instant now) {
    return database
            .query(
                "ending announced test presses",
                """
                with ended as (
                  delete from test_announcement t where t.id = $1 and t.ends > $3 and t.starts >= $3
                    and ($2::uuid[] is null
                         or coalesce(t.cell, (select p.cell from person p where p.id = t.person)) = any($2))
                  returning id),
                cut as (
                  update test_announcement t set ends = $3 where t.id = $1 and t.ends > $3 and t.starts < $3
                    and ($2::uuid[] is null
                         or coalesce(t.cell, (select p.cell from person p where p.id = t.person)) = any($2))
                  returning id)
                select id from ended union all select id from cut
                """,
                id,
                cells,
                now)
            .size()
        > 0;
  }

  boolean isCell(UUID cell) {
    return database.query("finding a cell", "select from grid_cell where id = $1", cell).size() > 0;
  }
}
