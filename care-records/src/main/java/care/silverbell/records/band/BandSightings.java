package care.silverbell.records.band;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.database.DatabaseTrouble;
import care.silverbell.ingest.intake.BandListener;
import care.silverbell.ingest.reading.BandSerial;
import care.silverbell.ingest.reading.BandState;
import care.silverbell.ingest.repeating.Repeating;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When each band was last heard and how it was: gathered in memory, one entry a band, and written
 * every five seconds, so that no message waits for it. What a crash forgets is at most those five
 * seconds.
 */
public final class BandSightings implements BandListener, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(BandSightings.class);
  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final int ROWS_A_STATEMENT = 2_000;

  private final Bands bands;
  private final Database database;
  private final Map<String, Sighting> fresh = new ConcurrentHashMap<>();
  private final Repeating writing;

  /** Gathers sightings of registered bands, and writes them until it is closed. */
  public BandSightings(Bands bands, Database database) {
    this.bands = bands;
    this.database = database;
    writing =
        Repeating.every(
            EVERY, "band-sightings", "when bands were heard cannot be written", this::write);
  }

  /**
   * What was heard of one band; null is unknown.
   *
   * @param heardAt null where only the broker spoke of it
   */
  private record Sighting(
      @Nullable Instant heardAt,
      boolean online,
      @Nullable Integer battery,
      @Nullable String firmware) {

    static Sighting of(Instant at, @Nullable BandState state) {
      boolean gone = state != null && Boolean.FALSE.equals(state.online());
      return new Sighting(
          gone ? null : at,
          !gone,
          state == null ? null : state.battery(),
          state == null ? null : state.firmware());
    }

    /** With what came in after it, which may be older: a status that the broker had kept. */
    Sighting and(Sighting later) {
      boolean older = heardAt != null && later.heardAt != null && later.heardAt.isBefore(heardAt);
      return older ? later.then(this) : then(later);
    }

    private Sighting then(Sighting next) {
      return new Sighting(
          next.heardAt == null ? heardAt : next.heardAt,
          next.online,
          next.battery == null ? battery : next.battery,
          next.firmware == null ? firmware : next.firmware);
    }
  }

  @Override
  public void onHeard(BandSerial band, Instant at, @Nullable BandState state) {
    // Anybody may call themselves a band at some brokers: memory is for those that are registered.
    if (bands.isRegistered(band.value())) {
      fresh.merge(band.value(), Sighting.of(at, state), Sighting::and);
    }
  }

  /**
   * Writes what was heard since the last time; one at a time, so that nothing is still on its way
   * when it returns.
   *
   * @throws DatabaseTrouble if the database does not answer; it is then written the next time
   */
  public synchronized void write() {
    Map<String, Sighting> taken = new HashMap<>();
    for (String serial : List.copyOf(fresh.keySet())) {
      Sighting sighting = fresh.remove(serial);
      if (sighting != null) {
        taken.put(serial, sighting);
      }
    }
    try {
      write(taken);
    } catch (DatabaseTrouble e) {
      taken.forEach((serial, old) -> fresh.merge(serial, old, (newer, older) -> older.and(newer)));
      throw e;
    }
  }

  private void write(Map<String, Sighting> sightings) {
    // In one order, so that two services that write at once do not wait for each other in a circle.
    List<String> serials = new ArrayList<>(sightings.keySet());
    serials.sort(null);
    for (int from = 0; from < serials.size(); from += ROWS_A_STATEMENT) {
      List<String> some = serials.subList(from, Math.min(serials.size(), from + ROWS_A_STATEMENT));
      writeSome(some, some.stream().map(sightings::get).toList());
    }
  }

  private void writeSome(List<String> serials, List<Sighting> sightings) {
    var _ =
        database.query(
            "noting when bands were heard",
            """
            insert into band_seen as old (band, heard_at, online, battery, firmware)
            select n.band, n.heard_at, n.online, n.battery, n.firmware
              from unnest($1::text[], $2::timestamptz[], $3::boolean[], $4::integer[], $5::text[])
                     as n (band, heard_at, online, battery, firmware)
              join band b on b.serial = n.band
            on conflict (band) do update set
              heard_at = greatest(old.heard_at, excluded.heard_at),
              online = case when excluded.heard_at < old.heard_at then old.online else excluded.online end,
              battery = case when excluded.heard_at < old.heard_at then coalesce(old.battery, excluded.battery)
                             else coalesce(excluded.battery, old.battery) end,
              firmware = case when excluded.heard_at < old.heard_at then coalesce(old.firmware, excluded.firmware)
                              else coalesce(excluded.firmware, old.firmware) end
            """,
            serials.toArray(String[]::new),
            sightings.stream().map(it -> offset(it.heardAt())).toArray(OffsetDateTime[]::new),
            sightings.stream().map(Sighting::online).toArray(Boolean[]::new),
            sightings.stream().map(Sighting::battery).toArray(Integer[]::new),
            sightings.stream().map(Sighting::firmware).toArray(String[]::new));
  }

  private static @Nullable OffsetDateTime offset(@Nullable Instant at) {
    return at == null ? null : at.atOffset(ZoneOffset.UTC);
  }

  /** Writes what is left. */
  @Override
  public void close() {
    writing.close();
    try {
      write();
    } catch (DatabaseTrouble e) {
      log.warn("when bands were last heard could not be written down at the end", e);
    }
  }
}
