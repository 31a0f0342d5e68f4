package care.silverbell.records.signin;

import care.silverbell.ingest.database.Database;
import care.silverbell.records.access.Secret;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who has guessed wrong lately, and how long they wait. It is answered from memory, so that a flood
 * costs next to nothing; whoever has to wait is also in the database, so that a restart lets nobody
 * begin anew. A try counts as failed until it has succeeded: a thousand at once are not a thousand
 * guesses.
 */
public final class FailedTries {
  /** Who has been quiet for so long begins anew. */
  private static final Duration FORGOTTEN = Duration.ofHours(1);

  /** Who was quiet the longest is forgotten first beyond this. */
  private static final int MOST_KEPT = 100_000;

  private final Database database;
  private final InstantSource clock;
  private final Map<Buffer, Failures> kept = new LinkedHashMap<>(16, 0.75f, true);

  private record Failures(int count, Instant last) {}

  /** Takes up what the database still knows. */
  public FailedTries(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
    Instant forgotten = clock.instant().minus(FORGOTTEN);
    var _ =
        database.query(
            "forgetting failed sign-ins",
            "delete from failed_sign_in where last_at < $1",
            forgotten);
    database
        .query(
            "reading failed sign-ins",
            "select * from failed_sign_in order by last_at desc limit " + MOST_KEPT)
        .forEach(row ->
            kept.put(
                row.getBuffer("who"),
                new Failures(row.getInteger("failures"), Database.instant(row, "last_at"))));
  }

  /**
   * Who is counted.
   *
   * @param free how many tries may fail before the first wait
   */
  public record Who(Buffer hash, int free) {
    /** That account, address or device. */
    public static Who of(String kind, String name, int free) {
      return new Who(Secret.hash(kind + ":" + name), free);
    }
  }

  /** One of them has to wait. */
  public static final class MustWait extends RuntimeException {
    private final Duration wait;

    MustWait(Duration wait) {
      super(
          "too many tries have failed; try again in " + (wait.toSeconds() + 1) + " s",
          null,
          false,
          false);
      this.wait = wait;
    }

    /** How long. */
    public Duration duration() {
      return wait;
    }
  }

  /**
   * Begins a try, which counts as failed from now on.
   *
   * @throws MustWait if one of them has to wait; it is then not counted, so that a flood makes
   *     nobody's wait longer
   */
  public void begin(List<Who> all) {
    Instant now = clock.instant();
    synchronized (kept) {
      Duration wait = Duration.ZERO;
      for (Who who : all) {
        Duration left = left(who, now);
        wait = left.compareTo(wait) > 0 ? left : wait;
      }
      if (wait.isPositive()) {
        throw new MustWait(wait);
      }
      all.forEach(who -> kept.put(who.hash, new Failures(count(who, now) + 1, now)));
      var eldest = kept.keySet().iterator();
      while (kept.size() > MOST_KEPT) {
        var _ = eldest.next();
        eldest.remove();
      }
    }
  }

  /** The try has failed: who now has to wait is written down. */
  public void failed(List<Who> all) {
    Instant now = clock.instant();
    for (Who who : all) {
      Failures failures;
      synchronized (kept) {
        // The wait begins now, however long the password waited to be looked at.
        failures = new Failures(Math.max(1, count(who, now)), now);
        kept.put(who.hash, failures);
      }
      if (failures.count >= who.free) {
        var _ =
            database.query(
                "keeping a failed sign-in",
                """
                insert into failed_sign_in (who, failures, last_at) values ($1, $2, $3)
                on conflict (who) do update set failures = excluded.failures, last_at = excluded.last_at
                """,
                who.hash,
                failures.count,
                failures.last);
      }
    }
  }

  /** The try was none: something else went wrong. */
  public void undo(List<Who> all) {
    Instant now = clock.instant();
    synchronized (kept) {
      all.forEach(who -> lower(who, now));
    }
  }

  /**
   * The try has succeeded.
   *
   * @param all begun together; the first begins anew, while the others are only spared this try: an
   *     address does not become a good one by one account that is its own
   */
  public void succeeded(List<Who> all) {
    Instant now = clock.instant();
    List<Who> others = new ArrayList<>(all);
    Who first = others.removeFirst();
    Failures before;
    synchronized (kept) {
      before = kept.remove(first.hash);
      others.forEach(who -> lower(who, now));
    }
    if (before != null && before.count > first.free) {
      var _ =
          database.query(
              "forgetting failed sign-ins",
              "delete from failed_sign_in where who = $1",
              first.hash);
    }
  }

  private void lower(Who who, Instant now) {
    int count = count(who, now) - 1;
    if (count > 0) {
      kept.put(who.hash, new Failures(count, now));
    } else {
      kept.remove(who.hash);
    }
  }

  private Duration left(Who who, Instant now) {
    Failures failures = kept.get(who.hash);
    if (failures == null) {
      return Duration.ZERO;
    }
    Instant end = failures.last.plus(BackOff.after(count(who, now), who.free));
    return end.isAfter(now) ? Duration.between(now, end) : Duration.ZERO;
  }

  private int count(Who who, Instant now) {
    Failures failures = kept.get(who.hash);
    return failures == null || failures.last.isBefore(now.minus(FORGOTTEN)) ? 0 : failures.count;
  }
}
