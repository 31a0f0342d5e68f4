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
 * Messages that could not be taken, kept with their reason until somebody has looked, 30 days at
 * most: the newest 100,000, and beside them the newest million readings that the telemetry store
 * would not take, so that no rubbish drives those out; of either no more than 2 GiB.
 */
public final class RejectedMessages {
  /** Of rubbish that is longer only the beginning is kept; it can no longer be replayed. */
  static final int RUBBISH_BYTES = 65_536;

  /** What can be mended is kept whole, as long as a message may be. */
  static final int MENDABLE_BYTES = 1 << 20;

  /** As much of a payload is listed. */
  private static final int LISTED_BYTES = 4_096;

  private static final String REFUSED = "influxdb";
  private static final long KEPT_MESSAGES = 100_000;
  private static final long KEPT_REFUSED = 1_000_000;
  private static final long KEPT_IN_ALL = 2L << 30;
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

    /** How much of such a message is kept. */
    int keptBytes() {
      return switch (this) {
        case UNREADABLE, UNKNOWN_TOPIC -> RUBBISH_BYTES;
        case NO_WEARER, FAULT, STORE_REFUSED -> MENDABLE_BYTES;
      };
    }

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
   * @param payload its bytes; of rubbish the first 64 KiB, in a list the first 4 KiB
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
      int most = Math.min(payload.length, rejection.reason().keptBytes());
      Buffer kept = Buffer.buffer(Arrays.copyOf(payload, most));
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
            """
            select id, at, topic, band, substring(payload for $3) as payload, payload_bytes, reason, replayed_at
              from rejected_message where id < $1 order by id desc limit $2
            """,
            before.orElse(Long.MAX_VALUE),
            limit,
            LISTED_BYTES)
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
    prune(now, KEPT_IN_ALL);
  }

  void prune(Instant now, long bytes) {
    var _ =
        database.query(
            "pruning rejected messages by age",
            "delete from rejected_message where at < $1",
            now.minusSeconds(KEPT_DAYS * 86_400L));
    var _ =
        database.query(
            "pruning rejected messages",
            """
            with newest as (
              select id, topic = $1 as refused, row_number() over own as place,
                     sum(octet_length(payload)) over own as bytes
                from rejected_message window own as (partition by topic = $1 order by id desc))
            delete from rejected_message r using newest n
             where r.id = n.id
               and (n.bytes > $4::bigint or n.place > case when n.refused then $3::bigint else $2::bigint end)
            """,
            REFUSED,
            KEPT_MESSAGES,
            KEPT_REFUSED,
            bytes);
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
