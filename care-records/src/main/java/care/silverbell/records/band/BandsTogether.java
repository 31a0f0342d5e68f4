package care.silverbell.records.band;

import care.silverbell.ingest.database.Database;
import care.silverbell.records.person.Overtaken;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Many bands registered and put on wrists together; {@link Bands#reread} makes them known. */
public final class BandsTogether {
  private BandsTogether() {}

  /** A secret nobody has had before. */
  public static String freshSecret() {
    return BandSecret.fresh();
  }

  /** Registers bands of those serials with their secrets. */
  public static void register(SqlConnection tx, Map<String, String> secrets, Instant now) {
    List<Tuple> bands = new ArrayList<>();
    secrets.forEach((serial, secret) -> {
      BandSecret kept = BandSecret.of(secret);
      bands.add(
          Database.tuple(serial, Buffer.buffer(kept.salt()), Buffer.buffer(kept.hash()), now));
    });
    Database.batch(
        tx,
        "registering bands",
        "insert into band (serial, salt, secret_hash, registered_at) values ($1, $2, $3, $4)",
        bands);
  }

  /** Gives bands another maker's profile, by serial. */
  public static void reprofile(SqlConnection tx, Map<String, String> profiles) {
    Database.batch(
        tx,
        "giving bands another profile",
        "update band set profile = $2 where serial = $1",
        profiles.entrySet().stream()
            .map(it -> Database.tuple(it.getKey(), it.getValue()))
            .toList());
  }

  /** A band that goes to another wrist, and from when on. */
  public record PutOn(String serial, UUID person, Instant since) {}

  /** Holds bands that {@link #putOn} will put on, before any person is held. */
  public static void hold(SqlConnection tx, List<PutOn> bands) {
    HeldWrists.holdBands(tx, bands.stream().map(PutOn::serial).toList());
  }

  /**
   * Puts bands on wrists; whoever wore them before no longer does.
   *
   * @throws Overtaken if one of them may not go there any more
   */
  public static void putOn(SqlConnection tx, List<PutOn> bands) {
    HeldWrists held =
        HeldWrists.hold(
            tx,
            bands.stream().map(PutOn::serial).toList(),
            bands.stream().map(PutOn::person).toList());
    for (PutOn it : bands) {
      held.whyNot(it.serial(), it.person(), held.other(it.person()).isPresent(), it.since())
          .ifPresent(no -> {
            throw new Overtaken("band " + it.serial() + " cannot be put on any more: " + no);
          });
    }
    Database.batch(
        tx,
        "taking bands off",
        "update wearing set until = $2 where band = $1 and until is null",
        bands.stream().map(it -> Database.tuple(it.serial(), it.since())).toList());
    Database.batch(
        tx,
        "putting bands on",
        "insert into wearing (band, person, since) values ($1, $2, $3)",
        bands.stream().map(it -> Database.tuple(it.serial(), it.person(), it.since())).toList());
  }
}
