package care.silverbell.records.access;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.database.DatabaseTrouble;
import care.silverbell.ingest.reading.PersonId;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every look at a person's data: who, at what, when and why. What is looked at within the same
 * minute is one line with a count. An answer leaves the house only when its line is on disk; many
 * lines share one journey there, beside the work of the answers. The live stream alone does not
 * wait: a call is shown first.
 */
public final class AccessLog implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(AccessLog.class);
  private static final int MOST_AT_ONCE = 2_000;
  private static final int PIECE = 10_000;

  private static final String NOTE =
      """
      insert into access_log (person, minute, account, what, purpose, link, reason, times)
      select * from unnest($1::uuid[], $2::timestamptz[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::integer[])
      on conflict (person, minute, account, what, purpose, link, reason) do update set times = access_log.times + excluded.times
      """;

  private final Database database;
  private final InstantSource clock;
  private final BlockingQueue<Note> waiting = new LinkedBlockingQueue<>(MOST_AT_ONCE);
  private final Thread writer;
  private volatile boolean closed;

  /** Writes to the database, in a thread of its own. */
  public AccessLog(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
    writer = Thread.ofVirtual().name("access-log").start(this::writeForEver);
  }

  /** Who looks. */
  public sealed interface Looker {
    /** Whose link it is; empty for one who is signed in. */
    String link();

    /** Null for one who is not signed in. */
    @Nullable UUID account();
  }

  /** One who is signed in. */
  public record SignedIn(UUID account) implements Looker {
    @Override
    public String link() {
      return "";
    }
  }

  /**
   * Whoever holds a link, without sign-in.
   *
   * @param link the name of whom it was sent to, or of who made it
   */
  public record ByLink(String link) implements Looker {
    @Override
    public @Nullable UUID account() {
      return null;
    }
  }

  /**
   * A look.
   *
   * @param what was asked for, as the API's path names it
   * @param reason that was asked for, in words; empty where none was
   */
  public record Look(PersonId person, Looker looker, String what, Purpose purpose, String reason) {
    /** One for which no reason was asked. */
    public Look(PersonId person, Account account, String what, Purpose purpose) {
      this(person, new SignedIn(account.id()), what, purpose, "");
    }

    /** Of an open incident, by its link. */
    public Look(PersonId person, ByLink link, String what) {
      this(person, link, what, Purpose.INCIDENT, "");
    }
  }

  /**
   * A line of the log.
   *
   * @param at to the minute
   * @param account null for whoever holds a link
   * @param name as others know them; of a link, to whom it was sent or who made it
   * @param role null for whoever holds a link
   * @param reason empty where none was asked for
   * @param times how often within it
   */
  public record Line(
      Instant at,
      @Nullable String account,
      String name,
      @Nullable Role role,
      String what,
      String purpose,
      String reason,
      int times) {}

  private record Key(Look look, Instant at) {}

  /** Two instances that write the same lines must not wait for each other in a circle. */
  private static final Comparator<Key> IN_ONE_ORDER =
      Comparator.comparing((Key key) -> key.look.person.value())
          .thenComparing(Key::at)
          .thenComparing(key -> String.valueOf(key.look.looker.account()))
          .thenComparing(key -> key.look.what)
          .thenComparing(key -> key.look.purpose)
          .thenComparing(key -> key.look.looker.link())
          .thenComparing(key -> key.look.reason);

  private record Note(Collection<Look> looks, Instant at, Promise<Void> kept) {}

  /** That looks are on their way to the log. */
  @FunctionalInterface
  public interface Noting {
    /**
     * Waits until they are on disk.
     *
     * @throws DatabaseTrouble if they cannot be put there: the answer must not be given then
     */
    void awaitKept();
  }

  /** Notes looks; returns at once, unless so many wait that it must write them itself. */
  public Noting note(Collection<Look> looks) {
    if (looks.isEmpty()) {
      return () -> {};
    }
    Note note = new Note(List.copyOf(looks), clock.instant(), Promise.promise());
    if (closed || !waiting.offer(note)) {
      settle(List.of(note)); // never dropped: whoever looks writes it down themselves then
    }
    return () -> awaitKept(note);
  }

  /** Notes that the account looked at all of those people, in one way. */
  public Noting note(Account account, String what, Map<PersonId, Sight> sights) {
    List<Look> looks = new ArrayList<>();
    sights.forEach((person, sight) -> looks.add(new Look(person, account, what, sight.purpose())));
    return note(looks);
  }

  /**
   * The newest lines about a person.
   *
   * @param offset how many to pass over
   */
  public List<Line> of(PersonId person, int offset, int limit) {
    List<Line> lines = new ArrayList<>();
    database
        .query(
            "reading the access log",
            """
            select l.minute, a.name, coalesce(a.display_name, l.link) as shown, a.role, l.what, l.purpose, l.reason, l.times
              from access_log l left join account a on a.id = l.account
             where l.person = $1 order by l.minute desc, a.name, l.link, l.what, l.purpose, l.reason offset $2 limit $3
            """,
            person.value(),
            (long) offset,
            (long) limit)
        .forEach(row -> lines.add(line(row)));
    return lines;
  }

  private static Line line(Row row) {
    String role = row.getString("role");
    return new Line(
        Database.instant(row, "minute"),
        row.getString("name"),
        row.getString("shown"),
        role == null ? null : Role.of(role),
        row.getString("what"),
        row.getString("purpose"),
        row.getString("reason"),
        row.getInteger("times"));
  }

  /**
   * Lets go of what was noted before; a piece at a time, so that nobody who looks waits for it.
   *
   * @return how many lines went
   */
  public long prune(Instant before) {
    long gone = 0;
    for (String table : new String[] {"access_log where minute", "break_glass where until"}) {
      int piece;
      do {
        piece =
            database
                .query(
                    "letting go of old looks",
                    "delete from %s < $1 and ctid = any(array(select ctid from %s < $1 limit %d))"
                        .formatted(table, table, PIECE),
                    before)
                .rowCount();
        gone += piece;
      } while (piece == PIECE);
    }
    return gone;
  }

  @Override
  public void close() {
    closed = true;
    writer.interrupt();
    List<Note> rest = new ArrayList<>();
    waiting.drainTo(rest);
    settle(rest);
  }

  /**
   * As a future of Vert.x, which lets others of the same context go on meanwhile: what they hold, a
   * connection to the database, is what the writing waits for.
   */
  private static void awaitKept(Note note) {
    var _ = note.kept.future().await();
  }

  private void writeForEver() {
    List<Note> batch = new ArrayList<>();
    try {
      while (!closed) {
        batch.add(waiting.take());
        waiting.drainTo(batch, MOST_AT_ONCE);
        settle(List.copyOf(batch));
        batch.clear();
      }
    } catch (InterruptedException e) {
      settle(batch);
    }
  }

  /** Writes the notes and tells those who wait for them. */
  private void settle(List<Note> notes) {
    if (notes.isEmpty()) {
      return;
    }
    try {
      write(notes);
      notes.forEach(note -> note.kept.complete());
    } catch (RuntimeException e) {
      log.warn("{} notes of who looked could not be kept", notes.size(), e);
      notes.forEach(note -> note.kept.fail(e));
    }
  }

  private void write(List<Note> notes) {
    Map<Key, Integer> counts = new LinkedHashMap<>();
    for (Note note : notes) {
      Instant minute = note.at.truncatedTo(ChronoUnit.MINUTES);
      for (Look look : note.looks) {
        counts.merge(new Key(look, minute), 1, Integer::sum);
      }
    }
    List<Key> lines = counts.keySet().stream().sorted(IN_ONE_ORDER).toList();
    List<Look> looks = lines.stream().map(Key::look).toList();
    var _ =
        database.query(
            "noting who looked",
            NOTE,
            of(looks, UUID[]::new, it -> it.person.value()),
            of(lines, Instant[]::new, Key::at),
            of(looks, UUID[]::new, it -> it.looker.account()),
            of(looks, String[]::new, Look::what),
            of(looks, String[]::new, it -> it.purpose.wireName()),
            of(looks, String[]::new, it -> it.looker.link()),
            of(looks, String[]::new, Look::reason),
            of(lines, Integer[]::new, counts::get));
  }

  private static <T, V> Object of(
      List<T> all, IntFunction<@Nullable V[]> array, Function<T, @Nullable V> value) {
    return all.stream().map(value).toArray(array);
  }
}
