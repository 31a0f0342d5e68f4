package care.silverbell.ingest.intake;

import care.silverbell.ingest.band.BandTopic;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.telemetry.Refused;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Messages that could not be taken, kept with their reason until somebody has looked; the newest
 * 100,000 of 30 days.
 */
public final class RejectedMessages {
  /** Of a longer payload only the beginning is kept; it can no longer be replayed. */
  static final int KEPT_BYTES = 65_536;

  private static final String REFUSED = "influxdb";
  private static final int KEPT_MESSAGES = 100_000;
  private static final int KEPT_DAYS = 30;

  private final Database database;
  private final IntakeMetrics metrics;

  /** Keeps them in the database, counted. */
  public RejectedMessages(Database database, IntakeMetrics metrics) {
    this.database = database;
    this.metrics = metrics;
  }

  /** Why a message was not taken; the name is a label in the metrics. */
  public enum Reason {
    UNREADABLE,
    UNKNOWN_TOPIC,
    NO_WEARER,
    FAULT,
    STORE_REFUSED;

    String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * A message that could not be taken, whole or in part.
   *
   * @param why a sentence for a person to act on
   */
  public record Rejection(Instant at, String topic, byte[] payload, Reason reason, String why) {
    /** What the telemetry store will never take, under {@link #REFUSED} instead of a topic. */
    public static Rejection ofRefused(Refused refused, Instant at) {
      return new Rejection(at, REFUSED, refused.record(), Reason.STORE_REFUSED, refused.reason());
    }
  }

  /**
   * A rejected message as it is kept.
   *
   * @param payload its bytes, at most the first 64 KiB
   * @param bytes how long it was
   */
  public record Kept(
      long id,
      Instant at,
      String topic,
      @Nullable String band,
      byte[] payload,
      int bytes,
      String reason,
      @Nullable Instant replayedAt) {
    /** Whether all of it is still there. */
    public boolean whole() {
      return payload.length == bytes;
    }

    /** Whether it is what the telemetry store would not take. */
    public boolean isRefused() {
      return topic.equals(REFUSED);
    }

    /** It as that. */
    public Refused refused() {
      return new Refused(payload, reason);
    }

    /** The payload for a person to look at. */
    public String text() {
      return isRefused() ? refused().text() : new String(payload, StandardCharsets.UTF_8);
    }
  }

  /**
   * Keeps them.
   *
   * @throws care.silverbell.ingest.database.DatabaseTrouble if the database is down: none is kept
   */
  public void keep(List<Rejection> rejections) {
    List<Tuple> rows = new ArrayList<>(rejections.size());
    for (Rejection rejection : rejections) {
      String band = BandTopic.parse(rejection.topic()).map(t -> t.band().value()).orElse(null);
      byte[] payload = rejection.payload();
      Buffer kept = Buffer.buffer(Arrays.copyOf(payload, Math.min(payload.length, KEPT_BYTES)));
      rows.add(
          Database.tuple(
              rejection.at(),
              clean(rejection.topic()),
              clean(band),
              kept,
              payload.length,
              clean(rejection.why())));
    }
    database.batch(
        "keeping rejected messages",
        "insert into rejected_message (at, topic, band, payload, payload_bytes, reason) values ($1, $2, $3, $4, $5, $6)",
        rows);
    rejections.forEach(rejection -> metrics.rejected(rejection.reason()));
  }

  /** The newest first, those before {@code before} (an id) where that is given. */
  public List<Kept> list(Optional<Long> before, int limit) {
    List<Kept> kept = new ArrayList<>();
    database
        .query(
            "listing rejected messages",
            "select * from rejected_message where id < $1 order by id desc limit $2",
            before.orElse(Long.MAX_VALUE),
            limit)
        .forEach(row -> kept.add(kept(row)));
    return kept;
  }

  /** One of them. */
  public Optional<Kept> find(long id) {
    var rows =
        database.query(
            "finding a rejected message", "select * from rejected_message where id = $1", id);
    return rows.size() == 0 ? Optional.empty() : Optional.of(kept(rows.iterator().next()));
  }

  /** Notes that a message was replayed and taken. */
  public void replayed(long id, Instant at) {
    var _ =
        database.query(
            "noting a replay",
            "update rejected_message set replayed_at = $2 where id = $1",
            id,
            at);
  }

  /** Lets go of the oldest beyond what is kept. */
  public void prune(Instant now) {
    var _ =
        database.query(
            "pruning rejected messages",
            """
            delete from rejected_message where at < $1
               or id < (select coalesce(max(id), 0) from rejected_message) - $2
            """,
            now.minusSeconds(KEPT_DAYS * 86_400L),
            (long) KEPT_MESSAGES);
  }

  /** PostgreSQL's text cannot hold U+0000. */
  private static @Nullable String clean(@Nullable String text) {
    return text == null ? null : text.replace('\u0000', '\uFFFD');
  }

  private static Kept kept(Row row) {
    return new Kept(
        row.getLong("id"),
        Database.instant(row, "at"),
        row.getString("topic"),
        row.getString("band"),
        row.getBuffer("payload").getBytes(),
        row.getInteger("payload_bytes"),
        row.getString("reason"),
        Database.instantOrNull(row, "replayed_at"));
  }
}
