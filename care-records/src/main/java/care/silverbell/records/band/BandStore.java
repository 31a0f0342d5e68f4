package care.silverbell.records.band;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.BandSerial;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.band.BandLife.Gone;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happens to bands, written down: each change is one transaction that holds the band. */
final class BandStore {
  private final Database database;

  BandStore(Database database) {
    this.database = database;
  }

  /**
   * How a band comes to a wrist.
   *
   * @param since from when on
   * @param replace whether the person's other band comes off for it
   */
  record PuttingOn(PersonId person, Instant since, boolean replace) {}

  void register(BandSerial serial, BandSecret secret, String profile, Instant now) {
    var _ =
        database.query(
            "registering a band",
            "insert into band (serial, salt, secret_hash, profile, registered_at) values ($1, $2, $3, $4, $5)",
            serial.value(),
            Buffer.buffer(secret.salt()),
            Buffer.buffer(secret.hash()),
            profile,
            now);
  }

  void canary(BandSerial serial, BandSecret secret, Instant now) {
    var _ =
        database.query(
            "registering the canary's band",
            """
            insert into canary_band (serial, salt, secret_hash, registered_at) values ($1, $2, $3, $4)
            on conflict (serial) do update set salt = excluded.salt, secret_hash = excluded.secret_hash,
              registered_at = excluded.registered_at
            """,
            serial.value(),
            Buffer.buffer(secret.salt()),
            Buffer.buffer(secret.hash()),
            now);
  }

  void renew(BandSerial serial, BandSecret secret) {
    RowSet<Row> done =
        database.query(
            "giving a band a new secret",
            "update band set salt = $2, secret_hash = $3 where serial = $1",
            serial.value(),
            Buffer.buffer(secret.salt()),
            Buffer.buffer(secret.hash()));
    if (done.rowCount() == 0) {
      throw noSuch(serial);
    }
  }

  void profile(BandSerial serial, String profile) {
    RowSet<Row> done =
        database.query(
            "changing a band's profile",
            "update band set profile = $2 where serial = $1",
            serial.value(),
            profile);
    if (done.rowCount() == 0) {
      throw noSuch(serial);
    }
  }

  void takeOff(BandSerial band, Instant now) {
    changing(
        band,
        tx -> {
          takeOff(tx, band, now);
        });
  }

  void putOn(BandSerial band, PuttingOn on) {
    changing(
        band,
        tx -> {
          UUID person = on.person().value();
          HeldWrists held = HeldWrists.hold(tx, List.of(band.value()), List.of(person));
          if (held.isOn(band.value(), person)) {
            return;
          }
          String other = held.other(person).orElse(null);
          held.whyNot(band.value(), person, other != null && !on.replace(), on.since())
              .ifPresent(no -> {
                throw new IllegalArgumentException(refusal(no, band, other, on.since()));
              });
          if (other != null) {
            takeOff(tx, new BandSerial(other), on.since());
          }
          end(tx, band, on.since());
          var _ =
              Database.query(
                  tx,
                  "putting the band on",
                  "insert into wearing (band, person, since) values ($1, $2, $3)",
                  band.value(),
                  person,
                  on.since());
        });
  }

  private static String refusal(
      BandStanding.No no, BandSerial band, @Nullable String other, Instant since) {
    return switch (no) {
      case LOST -> "band " + band + " is lost: put it back in stock first";
      case RETIRED -> "band " + band + " is retired: put it back in stock first";
      case FILE_CLOSED -> "this person's file is closed: open it again before a band is put on";
      case WEARS_ANOTHER ->
          "this person wears band "
              + other
              + ": take that off first, or say \"replace\": true to swap the two";
      case WORN_LATER -> wornLater(band, since);
    };
  }

  void loseOrRetire(BandSerial band, Gone why, Instant now) {
    changing(
        band,
        tx -> {
          if (goneNow(tx, band) == why) {
            return;
          }
          takeOff(tx, band, now);
          comeBack(tx, band, now);
          var _ =
              Database.query(
                  tx,
                  "noting that a band is gone",
                  "insert into band_gone (band, why, since) values ($1, $2, $3)",
                  band.value(),
                  why.wireName(),
                  now);
        });
  }

  void backInStock(BandSerial band, Instant now) {
    changing(
        band,
        tx -> {
          RowSet<Row> worn =
              Database.query(
                  tx,
                  "looking whether it is worn",
                  "select from wearing where band = $1 and until is null",
                  band.value());
          if (worn.size() > 0) {
            throw new IllegalArgumentException(
                "band " + band + " is on a wrist: take it off with PUT …/wearer, person null");
          }
          comeBack(tx, band, now);
        });
  }

  @FunctionalInterface
  private interface Change {
    void in(SqlConnection tx);
  }

  private void changing(BandSerial band, Change change) {
    var _ =
        database.transaction(
            "changing a band",
            tx -> {
              if (Database.query(
                          tx,
                          "taking the band",
                          "select from band where serial = $1 for update",
                          band.value())
                      .size()
                  == 0) {
                throw noSuch(band);
              }
              change.in(tx);
              return band;
            });
  }

  private static @Nullable Gone goneNow(SqlConnection tx, BandSerial band) {
    for (Row row :
        Database.query(
            tx,
            "looking whether it is gone",
            "select why from band_gone where band = $1 and until is null",
            band.value())) {
      return Gone.of(row.getString("why"));
    }
    return null;
  }

  private static void comeBack(SqlConnection tx, BandSerial band, Instant now) {
    var _ =
        Database.query(
            tx,
            "noting that a band is back",
            "update band_gone set until = $2 where band = $1 and until is null",
            band.value(),
            now);
  }

  /** Ends what is worn now; nothing where nobody wears it. */
  private static void takeOff(SqlConnection tx, BandSerial band, Instant now) {
    BandStanding standing = BandStanding.of(tx, List.of(band.value())).get(band.value());
    if (standing != null && standing.wasWornAfter(now)) {
      throw new IllegalArgumentException(wornLater(band, now));
    }
    end(tx, band, now);
  }

  private static void end(SqlConnection tx, BandSerial band, Instant now) {
    var _ =
        Database.query(
            tx,
            "taking the band off",
            "update wearing set until = $2 where band = $1 and until is null",
            band.value(),
            now);
  }

  private static String wornLater(BandSerial band, Instant since) {
    return "somebody wore band " + band + " after " + since;
  }

  private static NoSuchElementException noSuch(BandSerial band) {
    return new NoSuchElementException("there is no band " + band);
  }
}
