package care.silverbell.records.band;

import care.silverbell.ingest.band.BandCredentials;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.database.DatabaseTrouble;
import care.silverbell.ingest.intake.Wearers;
import care.silverbell.ingest.reading.BandSerial;
import care.silverbell.ingest.reading.PersonId;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bands: registered, and on whose wrist from when to when. Who wears what is held in memory, so
 * that a call never waits for a look-up; what another instance changes is seen within seconds.
 */
public final class Bands implements Wearers, BandCredentials, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Bands.class);
  private static final Duration REREAD_EVERY = Duration.ofSeconds(10);

  /** No band's clock is believed before that. */
  private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

  private final Database database;
  private final InstantSource clock;
  private volatile Register register = new Register(Map.of(), Map.of());
  private final Thread rereading;

  /**
   * Reads who wears what, and goes on doing so.
   *
   * @throws DatabaseTrouble if the database does not answer
   */
  public Bands(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
    reread();
    rereading = Thread.ofVirtual().name("bands-rereading").start(this::rereadForEver);
  }

  /**
   * A band in a list.
   *
   * @param wearer null while it is on nobody's wrist
   */
  public record Listed(
      String serial,
      @Nullable PersonId wearer,
      @Nullable String wearerName,
      @Nullable Instant since) {}

  /** From when to when somebody wore a band; {@code until} is null while they wear it. */
  private record Wearing(PersonId person, Instant since, @Nullable Instant until) {
    boolean covers(Instant at) {
      return !at.isBefore(since) && (until == null || at.isBefore(until));
    }
  }

  private record Register(Map<String, BandSecret> secrets, Map<String, List<Wearing>> wearings) {}

  @Override
  public Optional<PersonId> wearerOf(BandSerial band, Instant at) {
    for (Wearing wearing : register.wearings().getOrDefault(band.value(), List.of())) {
      if (wearing.covers(at)) {
        return Optional.of(wearing.person());
      }
    }
    return Optional.empty();
  }

  @Override
  public boolean mayConnect(String serial, String secret) {
    BandSecret known = register.secrets().get(serial);
    return known != null && known.matches(secret);
  }

  /** Whether a band of that serial is registered. */
  public boolean isRegistered(String serial) {
    return register.secrets().containsKey(serial);
  }

  /**
   * Registers a band with a secret of its own; answers the secret, which cannot be asked for again.
   */
  public String register(BandSerial serial) {
    String secret = BandSecret.fresh();
    register(serial, secret);
    return secret;
  }

  /**
   * Registers a band with a given secret.
   *
   * @throws DatabaseTrouble if the serial is taken ({@link DatabaseTrouble#isDuplicate})
   */
  public void register(BandSerial serial, String secret) {
    BandSecret kept = BandSecret.of(secret);
    var _ =
        database.query(
            "registering a band",
            "insert into band (serial, salt, secret_hash, registered_at) values ($1, $2, $3, $4)",
            serial.value(),
            Buffer.buffer(kept.salt()),
            Buffer.buffer(kept.hash()),
            clock.instant());
    reread();
  }

  /**
   * Puts the band on a wrist from now on, or takes it off; yesterday's readings stay with
   * yesterday's wearer. Putting it where it is changes nothing.
   *
   * @param person null takes it off
   * @throws NoSuchElementException if there is no such band
   */
  public void wear(BandSerial band, @Nullable PersonId person) {
    putOn(band, person, clock.instant());
  }

  /**
   * Puts the band on a wrist where it has been since a while, so that what it said meanwhile finds
   * its wearer.
   *
   * @param since not in the future
   * @throws NoSuchElementException if there is no such band
   * @throws IllegalArgumentException if somebody wore the band after {@code since}
   */
  public void wear(BandSerial band, PersonId person, Instant since) {
    putOn(band, person, since);
  }

  /**
   * Puts a band of the demo on a wrist as if it had been there from the first, so that recordings
   * of any date find their wearer.
   */
  public void wearSinceEver(BandSerial band, PersonId person) {
    putOn(band, person, LONG_AGO);
  }

  private void putOn(BandSerial band, @Nullable PersonId person, Instant now) {
    database.transaction(
        "changing a band's wearer",
        tx -> {
          if (Database.query(
                      tx,
                      "taking the band",
                      "select from band where serial = $1 for update",
                      band.value())
                  .size()
              == 0) {
            throw new NoSuchElementException("there is no band " + band);
          }
          changeWearer(tx, band, person, now);
          return band;
        });
    reread();
  }

  private static void changeWearer(
      SqlConnection tx, BandSerial band, @Nullable PersonId person, Instant now) {
    boolean there =
        Database.query(
                    tx,
                    "looking at whose wrist it is",
                    "select from wearing where band = $1 and until is null and person = $2",
                    band.value(),
                    person == null ? null : person.value())
                .size()
            > 0;
    if (there) {
      return;
    }
    boolean wornLater =
        Database.query(
                    tx,
                    "looking who wore it",
                    "select from wearing where band = $1 and (since >= $2 or until > $2)",
                    band.value(),
                    now)
                .size()
            > 0;
    if (wornLater) {
      throw new IllegalArgumentException("somebody wore band " + band + " after " + now);
    }
    var _ =
        Database.query(
            tx,
            "taking the band off",
            "update wearing set until = $2 where band = $1 and until is null",
            band.value(),
            now);
    if (person != null) {
      var _ =
          Database.query(
              tx,
              "putting the band on",
              "insert into wearing (band, person, since) values ($1, $2, $3)",
              band.value(),
              person.value(),
              now);
    }
  }

  /** A page of bands in order of their serials, from behind {@code after}. */
  public List<Listed> list(String after, int limit) {
    List<Listed> bands = new ArrayList<>();
    database
        .query(
            "listing bands",
            """
            select b.serial, w.person, p.name, w.since from band b
              left join wearing w on w.band = b.serial and w.until is null left join person p on p.id = w.person
             where b.serial > $1 order by b.serial limit $2
            """,
            after,
            limit)
        .forEach(row -> bands.add(listed(row)));
    return bands;
  }

  /** One band of the list. */
  public Optional<Listed> find(BandSerial serial) {
    var rows =
        database.query(
            "finding a band",
            """
            select b.serial, w.person, p.name, w.since from band b
              left join wearing w on w.band = b.serial and w.until is null left join person p on p.id = w.person
             where b.serial = $1
            """,
            serial.value());
    return rows.size() == 0 ? Optional.empty() : Optional.of(listed(rows.iterator().next()));
  }

  /** Reads anew who wears what. */
  public void reread() {
    Map<String, BandSecret> secrets = new HashMap<>();
    database
        .query("reading the bands", "select serial, salt, secret_hash from band")
        .forEach(row ->
            secrets.put(
                row.getString("serial"),
                new BandSecret(
                    row.getBuffer("salt").getBytes(), row.getBuffer("secret_hash").getBytes())));
    Map<String, List<Wearing>> wearings = new HashMap<>();
    database
        .query(
            "reading who wears what",
            "select band, person, since, until from wearing order by since desc")
        .forEach(row ->
            wearings
                .computeIfAbsent(row.getString("band"), _ -> new ArrayList<>())
                .add(
                    new Wearing(
                        new PersonId(row.getUUID("person")),
                        Database.instant(row, "since"),
                        Database.instantOrNull(row, "until"))));
    register = new Register(secrets, wearings);
  }

  @Override
  public void close() {
    rereading.interrupt();
  }

  private void rereadForEver() {
    try {
      while (true) {
        Thread.sleep(REREAD_EVERY);
        try {
          reread();
        } catch (DatabaseTrouble e) {
          log.warn("who wears which band could not be read anew; what was known is still used", e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Listed listed(Row row) {
    var person = row.getUUID("person");
    return new Listed(
        row.getString("serial"),
        person == null ? null : new PersonId(person),
        row.getString("name"),
        Database.instantOrNull(row, "since"));
  }
}
