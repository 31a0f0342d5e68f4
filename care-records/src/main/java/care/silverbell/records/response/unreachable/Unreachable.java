package care.silverbell.records.response.unreachable;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.repeating.Repeating;
import care.silverbell.records.response.reach.ReachBook.Cared;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whom a press would not bring those who should come, kept in a table and worked out anew within
 * five seconds of any change of what it depends on, and each hour, for the week moves on. What has
 * changed stands in the table {@code reach_change}, which triggers write in the changing
 * transaction: so a change by another instance, or by an import on the command line, counts too,
 * and a crash forgets none.
 */
public final class Unreachable implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Unreachable.class);

  private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
  private static final Duration ANEW_AFTER = Duration.ofHours(1);
  private static final Duration SLOW = Duration.ofSeconds(10);

  private final Database database;
  private final Outlook outlook;
  private final InstantSource clock;
  private final Map<Reason, AtomicLong> now = new EnumMap<>(Reason.class);
  private final Map<Reason, AtomicLong> thisWeek = new EnumMap<>(Reason.class);
  private final Repeating looking;

  /** Begins to look. */
  public Unreachable(
      Database database, Outlook outlook, InstantSource clock, MeterRegistry registry) {
    this.database = database;
    this.outlook = outlook;
    this.clock = clock;
    for (Reason reason : Reason.values()) {
      now.put(reason, gauge(registry, reason, "now"));
      thisWeek.put(reason, gauge(registry, reason, "week"));
    }
    looking =
        Repeating.every(
            LOOK_EVERY,
            "unreachable",
            "who is unreachable cannot be worked out, and what was known is still shown",
            this::look);
  }

  /**
   * Somebody of the list.
   *
   * @param now whether one of the holes is open now
   */
  public record Line(
      UUID person,
      String name,
      UUID cell,
      String cellName,
      Instant since,
      Reason reason,
      boolean now,
      JsonArray holes) {}

  /** When it was worked out last, and for how many people. */
  public record Run(Instant at, int people, Duration took) {}

  /**
   * Everybody with a hole that is not over; the worst first, and those of now before those to come.
   */
  public List<Line> list() {
    Instant at = clock.instant();
    List<Line> lines = new ArrayList<>();
    database
        .query(
            "reading who is unreachable",
            """
            select u.*, p.name, p.cell, c.name as cell_name from unreachable u
              join person p on p.id = u.person join grid_cell c on c.id = p.cell order by p.name, p.id
            """)
        .forEach(row -> line(row, at).ifPresent(lines::add));
    lines.sort(Comparator.comparing((Line it) -> !it.now).thenComparing(Line::reason));
    return lines;
  }

  /** The last run; empty before the first. */
  public Optional<Run> lastRun() {
    var rows = database.query("asking when it was worked out", "select * from unreachable_run");
    return rows.size() == 0
        ? Optional.empty()
        : Optional.of(rows.iterator().next())
            .map(row ->
                new Run(
                    Database.instant(row, "at"),
                    row.getInteger("people"),
                    Duration.ofMillis(row.getLong("millis"))));
  }

  /** Works it out anew if anything has changed, or an hour is over. */
  void look() {
    List<Long> changes = new ArrayList<>();
    database
        .query("looking what has changed", "select tx from reach_change")
        .forEach(row -> changes.add(row.getLong("tx")));
    Instant begun = clock.instant();
    boolean old = lastRun().map(it -> it.at.plus(ANEW_AFTER).isBefore(begun)).orElse(true);
    if (!changes.isEmpty() || old) {
      workOut(changes, begun);
    }
    count();
  }

  @Override
  public void close() {
    looking.close();
  }

  private void workOut(List<Long> changes, Instant begun) {
    long started = System.nanoTime();
    Map<Cared, List<Hole>> all = outlook.all(begun);
    JsonArray rows = new JsonArray();
    all.forEach((person, holes) -> {
      if (!holes.isEmpty()) {
        rows.add(
            new JsonObject()
                .put("person", person.id().toString())
                .put("reason", Hole.worst(holes).wireName())
                .put("holes", Hole.json(holes)));
      }
    });
    Duration took = Duration.ofNanos(System.nanoTime() - started);
    var _ =
        database.transaction(
            "keeping who is unreachable",
            tx -> {
              if (isNewest(tx, begun, all.size(), took)) {
                write(tx, rows, begun);
                forget(tx, changes);
              }
              return begun;
            });
    if (took.compareTo(SLOW) > 0) {
      log.warn("it took {} s to work out who is unreachable", took.toSeconds());
    }
  }

  /** Another instance that began later knows more. */
  private static boolean isNewest(SqlConnection tx, Instant begun, int people, Duration took) {
    return Database.query(
                tx,
                "keeping when it was worked out",
                """
                insert into unreachable_run (at, people, millis) values ($1, $2, $3)
                on conflict (only_one) do update set at = excluded.at, people = excluded.people, millis = excluded.millis
                  where unreachable_run.at <= excluded.at
                """,
                begun,
                people,
                took.toMillis())
            .rowCount()
        > 0;
  }

  private static void write(SqlConnection tx, JsonArray rows, Instant begun) {
    var _ =
        Database.query(
            tx,
            "taking out who is reachable",
            """
            delete from unreachable where person not in
              (select person from jsonb_to_recordset($1) as r(person uuid))
            """,
            rows);
    var _ =
        Database.query(
            tx,
            "keeping who is unreachable",
            """
            insert into unreachable (person, since, reason, holes)
            select r.person, $2, r.reason, r.holes from jsonb_to_recordset($1) as r(person uuid, reason text, holes jsonb)
            on conflict (person) do update set reason = excluded.reason, holes = excluded.holes
            """,
            rows,
            begun);
  }

  private static void forget(SqlConnection tx, List<Long> changes) {
    var _ =
        Database.query(
            tx,
            "forgetting what had changed",
            "delete from reach_change where tx = any($1)",
            (Object) changes.toArray(Long[]::new));
  }

  private void count() {
    Map<Reason, Long> ofNow = new EnumMap<>(Reason.class);
    Map<Reason, Long> ofWeek = new EnumMap<>(Reason.class);
    list().forEach(line -> (line.now ? ofNow : ofWeek).merge(line.reason, 1L, Long::sum));
    now.forEach((reason, gauge) -> gauge.set(ofNow.getOrDefault(reason, 0L)));
    thisWeek.forEach((reason, gauge) -> gauge.set(ofWeek.getOrDefault(reason, 0L)));
  }

  /** What is over is left out; the reason of one with a hole now is that of now. */
  private static Optional<Line> line(Row row, Instant at) {
    JsonArray holes = new JsonArray();
    List<Reason> ofNow = new ArrayList<>();
    List<Reason> toCome = new ArrayList<>();
    for (Object each : row.getJsonArray("holes")) {
      JsonObject hole = (JsonObject) each;
      String to = hole.getString("to");
      if (to == null || Instant.parse(to).isAfter(at)) {
        holes.add(hole);
        boolean open = !Instant.parse(hole.getString("from")).isAfter(at);
        (open ? ofNow : toCome).add(Reason.of(hole.getString("reason")));
      }
    }
    if (holes.isEmpty()) {
      return Optional.empty();
    }
    List<Reason> telling = ofNow.isEmpty() ? toCome : ofNow;
    return Optional.of(
        new Line(
            row.getUUID("person"),
            row.getString("name"),
            row.getUUID("cell"),
            row.getString("cell_name"),
            Database.instant(row, "since"),
            telling.stream().min(Reason::compareTo).orElseThrow(),
            !ofNow.isEmpty(),
            holes));
  }

  private static AtomicLong gauge(MeterRegistry registry, Reason reason, String when) {
    AtomicLong count = new AtomicLong();
    Gauge.builder("silverbell.unreachable.people", count, AtomicLong::doubleValue)
        .description("Wearers whom a press does not bring those who should come")
        .tag("reason", reason.wireName())
        .tag("when", when)
        .register(registry);
    return count;
  }
}
