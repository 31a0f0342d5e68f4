package care.silverbell.records.answering;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.repeating.Repeating;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Times to answer and to attend of real emergencies, as histograms with a bucket at each bar. They
 * are read from the database, so that it does not matter through which door an answer came; every
 * instance of the service counts all of them.
 */
public final class AnswerTimeMetrics implements AutoCloseable {
  private static final Duration EVERY = Duration.ofSeconds(5);

  /** A time is written before its transaction ends: so long it may be unseen. */
  private static final Duration UNSEEN = Duration.ofMinutes(1);

  private static final int REMEMBERED = 10_000;

  private final Database database;
  private final Newly answered;
  private final Newly attended;
  private final Repeating reading;

  /** Counts what is answered or attended from now on. */
  public AnswerTimeMetrics(Database database, InstantSource clock, MeterRegistry registry) {
    this.database = database;
    Instant now = clock.instant();
    answered =
        new Newly(
            "answered_at",
            now,
            timer(
                registry,
                "silverbell.time.to.answer",
                "From the opening of an emergency until somebody had it",
                seconds(15, 30, 60, 90, 120, 180, 300, 600, 1800)));
    attended =
        new Newly(
            "arrived_at",
            now,
            timer(
                registry,
                "silverbell.time.to.attend",
                "From the opening of an emergency until somebody was at the door",
                seconds(300, 600, 900, 1200, 1800, 2700, 3600, 5400, 7200)));
    reading =
        Repeating.every(EVERY, "answer-times", "times to answer cannot be counted", this::read);
  }

  @Override
  public void close() {
    reading.close();
  }

  private void read() {
    answered.read();
    attended.read();
  }

  private static Timer timer(
      MeterRegistry registry, String name, String description, Duration... buckets) {
    return Timer.builder(name)
        .description(description)
        .serviceLevelObjectives(buckets)
        .register(registry);
  }

  private static Duration[] seconds(int... seconds) {
    return IntStream.of(seconds).mapToObj(Duration::ofSeconds).toArray(Duration[]::new);
  }

  /** One of the two moments, and those that were seen lately. */
  private final class Newly {
    private final String sql;
    private final Instant begun;
    private final Timer timer;
    private final Set<UUID> seen = new LinkedHashSet<>();
    private Instant newest;

    Newly(String column, Instant begun, Timer timer) {
      sql =
          """
          select id, opened_at, %1$s as reached from incident
           where %1$s > $1 and purpose = 'real' and severity = 'emergency' order by %1$s limit 5000
          """
              .formatted(column);
      this.begun = begun;
      this.timer = timer;
      newest = begun;
    }

    void read() {
      Instant after = newest.minus(UNSEEN);
      for (var row :
          database.query(
              "counting how fast help came", sql, after.isBefore(begun) ? begun : after)) {
        Instant reached = Database.instant(row, "reached");
        if (seen.add(row.getUUID("id"))) {
          timer.record(Duration.between(Database.instant(row, "opened_at"), reached));
        }
        newest = reached.isAfter(newest) ? reached : newest;
      }
      var eldest = seen.iterator();
      while (seen.size() > REMEMBERED) {
        var _ = eldest.next();
        eldest.remove();
      }
    }
  }
}
