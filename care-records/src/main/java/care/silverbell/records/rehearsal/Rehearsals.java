package care.silverbell.records.rehearsal;

import care.silverbell.alerting.incident.TestPresses;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.database.DatabaseTrouble;
import care.silverbell.ingest.reading.BandSerial;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.repeating.Known;
import care.silverbell.records.band.Bands;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which presses are tests, held in memory as the road of a press must not wait; what another
 * instance announces is known within ten seconds.
 */
public final class Rehearsals implements TestPresses, AutoCloseable {
  /** A press is judged by its receipt, which may be a moment behind. */
  private static final Duration KEPT_AFTER = Duration.ofMinutes(10);

  private final Database database;
  private final Bands bands;
  private final InstantSource clock;
  private final Known<Map<PersonId, List<Span>>> announced;

  /**
   * Reads what is announced, and goes on doing so.
   *
   * @param bands which know whether every press of a band is one, by its profile
   * @throws DatabaseTrouble if the database does not answer
   */
  public Rehearsals(Database database, Bands bands, InstantSource clock) {
    this.database = database;
    this.bands = bands;
    this.clock = clock;
    this.announced = new Known<>("test-presses", "which test presses are announced", this::read);
  }

  private record Span(Instant starts, Instant ends) {
    boolean covers(Instant at) {
      return !at.isBefore(starts) && at.isBefore(ends);
    }
  }

  @Override
  public boolean isTest(@Nullable PersonId person, BandSerial band, Instant at) {
    return bands.isForTests(band)
        || (person != null
            && announced.now().getOrDefault(person, List.of()).stream()
                .anyMatch(it -> it.covers(at)));
  }

  @Override
  public boolean isCanary(BandSerial band) {
    return bands.isCanary(band);
  }

  /** Reads anew what is announced. */
  public void reread() {
    announced.reread();
  }

  private Map<PersonId, List<Span>> read() {
    Map<PersonId, List<Span>> read = new HashMap<>();
    database
        .query(
            "reading announced test presses",
            """
            select t.person, t.starts, t.ends from test_announcement t where t.person is not null and t.ends > $1
            union all
            select p.id, t.starts, t.ends from test_announcement t join grid_within w on w.above = t.cell
              join person p on p.cell = w.cell where t.ends > $1
            """,
            clock.instant().minus(KEPT_AFTER))
        .forEach(row ->
            read.computeIfAbsent(new PersonId(row.getUUID("person")), _ -> new ArrayList<>())
                .add(new Span(Database.instant(row, "starts"), Database.instant(row, "ends"))));
    return read;
  }

  @Override
  public void close() {
    announced.close();
  }
}
