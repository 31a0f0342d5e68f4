package care.silverbell.records.band;

import care.silverbell.ingest.database.Database;
import care.silverbell.records.band.BandLife.Gone;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a band stands, and whether it may go on a wrist: the one place that says so, for a band that
 * is put on by hand and for a sheet of them.
 *
 * @param gone whether it is lost or retired; null for neither
 * @param wearer who wears it now, named as whoever asks names people; empty for nobody
 * @param since when it was last put on; null for never
 * @param until when it was last taken off; null while it is worn, or never was
 * @param profile the id of its maker's profile
 */
public record BandStanding(
    @Nullable Gone gone,
    String wearer,
    @Nullable Instant since,
    @Nullable Instant until,
    String profile) {
  /** Registered, and nobody has worn it yet. */
  public static final BandStanding FRESH =
      new BandStanding(null, "", null, null, BandProfiles.CONTRACT);

  private static final String SELECT =
      """
      select b.serial, b.profile, g.why, w.person, w.since, w.until from band b
        left join band_gone g on g.band = b.serial and g.until is null
        left join lateral (select * from wearing where band = b.serial order by since desc limit 1) w on true
      """;

  /** Why a band may not go on a wrist. */
  public enum No {
    LOST,
    RETIRED,
    /** The person moved away or died. */
    FILE_CLOSED,
    /** A person wears one band. */
    WEARS_ANOTHER,
    /** Somebody wore it after the time from which it shall be worn. */
    WORN_LATER
  }

  /** All bands by serial, in that order; their wearers by id. */
  public static Map<String, BandStanding> all(SqlClient client) {
    return read(
        Database.query(client, "reading how the bands stand", SELECT + " order by b.serial"));
  }

  /** Those of the serials that are registered; their wearers by id. */
  static Map<String, BandStanding> of(SqlClient client, Collection<String> serials) {
    return read(
        Database.query(
            client,
            "reading how bands stand",
            SELECT + " where b.serial = any($1)",
            (Object) serials.toArray(String[]::new)));
  }

  private static Map<String, BandStanding> read(RowSet<Row> rows) {
    Map<String, BandStanding> bands = new LinkedHashMap<>();
    for (Row row : rows) {
      UUID person = row.getUUID("person");
      Instant until = Database.instantOrNull(row, "until");
      bands.put(
          row.getString("serial"),
          new BandStanding(
              Gone.of(row.getString("why")),
              person == null || until != null ? "" : person.toString(),
              Database.instantOrNull(row, "since"),
              until,
              row.getString("profile")));
    }
    return bands;
  }

  /** The same with its wearer named in another way. */
  public BandStanding wornBy(String name) {
    return new BandStanding(gone, name, since, until, profile);
  }

  /** Whether it was put on or taken off after that. */
  boolean wasWornAfter(Instant at) {
    return (since != null && !since.isBefore(at)) || (until != null && until.isAfter(at));
  }

  /**
   * Why it may not go on another wrist; empty where it may.
   *
   * @param closed whether the person's file is closed
   * @param wearsAnother whether the person wears another band, which stays on
   * @param from when it shall be worn from
   */
  public Optional<No> whyNot(boolean closed, boolean wearsAnother, Instant from) {
    if (closed) {
      return Optional.of(No.FILE_CLOSED);
    }
    if (gone != null) {
      return Optional.of(gone == Gone.LOST ? No.LOST : No.RETIRED);
    }
    if (wearsAnother) {
      return Optional.of(No.WEARS_ANOTHER);
    }
    return wasWornAfter(from) ? Optional.of(No.WORN_LATER) : Optional.empty();
  }
}
