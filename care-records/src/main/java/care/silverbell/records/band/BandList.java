package care.silverbell.records.band;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.BandSerial;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.band.BandLife.Gone;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The bands as the office looks at them: each with its state, its wearer and what was last heard.
 */
final class BandList {
  private static final String SELECT =
      """
      select b.serial, b.profile, b.registered_at, w.person, p.name, w.since, g.why, g.since as gone_since,
             s.heard_at, s.online, s.battery, s.firmware
        from band b
        left join wearing w on w.band = b.serial and w.until is null
        left join person p on p.id = w.person
        left join band_gone g on g.band = b.serial and g.until is null
        left join band_seen s on s.band = b.serial
      """;

  private final Database database;

  BandList(Database database) {
    this.database = database;
  }

  /**
   * What is asked for.
   *
   * @param state one of {@link BandLife#STATES}; empty for all
   * @param words a part of the serial or of the wearer's name; empty for all
   * @param after the serial behind which the page begins
   */
  record Asked(String state, String words, String after, int limit) {}

  List<Bands.Listed> page(Asked asked) {
    List<Bands.Listed> bands = new ArrayList<>();
    database
        .query(
            "listing bands",
            SELECT
                + """
                 where b.serial > $1
                   and ($3 = '' or $3 = case when g.why is not null then g.why
                                             when w.person is not null then 'worn' else 'in-stock' end)
                   and ($4 = '' or position(lower($4) in lower(b.serial)) > 0
                                or position(lower($4) in lower(p.name)) > 0)
                 order by b.serial limit $2
                """,
            asked.after(),
            asked.limit(),
            asked.state(),
            asked.words())
        .forEach(row -> bands.add(listed(row)));
    return bands;
  }

  Optional<Bands.Listed> find(BandSerial serial) {
    for (Row row :
        database.query("finding a band", SELECT + " where b.serial = $1", serial.value())) {
      return Optional.of(listed(row));
    }
    return Optional.empty();
  }

  /** Who wore it, newest first. */
  List<Bands.Wrist> wrists(BandSerial serial) {
    List<Bands.Wrist> wrists = new ArrayList<>();
    database
        .query(
            "reading who wore a band",
            """
            select w.person, p.name, w.since, w.until from wearing w join person p on p.id = w.person
             where w.band = $1 order by w.since desc
            """,
            serial.value())
        .forEach(row ->
            wrists.add(
                new Bands.Wrist(
                    new PersonId(row.getUUID("person")),
                    row.getString("name"),
                    Database.instant(row, "since"),
                    Database.instantOrNull(row, "until"))));
    return wrists;
  }

  /** When it was lost or retired, newest first. */
  List<Bands.Absence> absences(BandSerial serial) {
    List<Bands.Absence> absences = new ArrayList<>();
    database
        .query(
            "reading when a band was gone",
            "select why, since, until from band_gone where band = $1 order by since desc",
            serial.value())
        .forEach(row ->
            absences.add(
                new Bands.Absence(
                    row.getString("why"),
                    Database.instant(row, "since"),
                    Database.instantOrNull(row, "until"))));
    return absences;
  }

  private static Bands.Listed listed(Row row) {
    return new Bands.Listed(
        row.getString("serial"),
        row.getString("profile"),
        Database.instant(row, "registered_at"),
        life(row),
        new Bands.Heard(
            Database.instantOrNull(row, "heard_at"),
            row.getBoolean("online"),
            row.getInteger("battery"),
            row.getString("firmware")));
  }

  private static BandLife life(Row row) {
    Gone gone = Gone.of(row.getString("why"));
    if (gone != null) {
      Instant since = Database.instant(row, "gone_since");
      return gone == Gone.LOST ? new BandLife.Lost(since) : new BandLife.Retired(since);
    }
    @Nullable String name = row.getString("name");
    return name == null
        ? new BandLife.InStock()
        : new BandLife.Worn(
            new PersonId(row.getUUID("person")), name, Database.instant(row, "since"));
  }
}
