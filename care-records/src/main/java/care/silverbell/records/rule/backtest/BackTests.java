package care.silverbell.records.rule.backtest;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.PersonId;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Back-tests and what came of them, kept for a day in the database, so that every instance knows
 * them and a restart forgets none.
 */
public final class BackTests {
  /** As long as what was seen of one counts. */
  public static final Duration KEPT = Duration.ofDays(1);

  /** Of readings, behind now. */
  public static final Duration SPAN = Duration.ofDays(30);

  /** One that nobody has touched for so long is run by nobody any more. */
  private static final Duration SILENT = Duration.ofSeconds(30);

  private final Database database;

  /** Keeps them in the database. */
  public BackTests(Database database) {
    this.database = database;
  }

  /** How far one is. */
  public enum State {
    /** Waits for its turn, or is asked. */
    RUNNING,
    /** All of its people were asked. */
    DONE,
    /** Somebody did not want it any more. */
    CANCELLED,
    /** The readings could not be read. */
    FAILED,
    /** The service that ran it is gone; it must be begun again. */
    INTERRUPTED;

    /** As the contract writes it. */
    String wireName() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Whether nothing will change any more that its account could wait for. */
    boolean isAnswer() {
      return this == DONE || this == FAILED;
    }
  }

  /**
   * One as it is kept.
   *
   * @param person null where it asks about everybody
   * @param asked as it was asked
   * @param from of the readings
   * @param done how many people were asked
   * @param answer null until it is done
   */
  record Kept(
      UUID id,
      @Nullable PersonId person,
      Asked.Kind kind,
      JsonObject asked,
      Instant from,
      Instant to,
      State state,
      int done,
      int total,
      @Nullable JsonObject answer) {}

  /**
   * Begins one; the account's other one of its kind that runs is cancelled.
   *
   * @param until of the readings
   */
  Kept begin(
      UUID account, @Nullable PersonId person, Asked asked, int total, Instant until, Instant now) {
    UUID whose = person == null ? null : person.value();
    return database.transaction(
        "beginning a back-test",
        tx -> {
          var _ =
              Database.query(
                  tx,
                  "cancelling the back-test before",
                  "update back_test set state = 'cancelled' where account = $1 and state = 'running'"
                      + " and (person is null) = ($2::uuid is null) and kind = $3",
                  account,
                  whose,
                  asked.kind().wireName());
          return kept(
              Database.query(
                      tx,
                      "beginning a back-test",
                      """
                      insert into back_test (id, account, person, kind, asked, since, until, state, done, total, begun_at, touched_at)
                      values ($1, $2, $3, $4, $5, $6, $7, 'running', 0, $8, $9, $9) returning *
                      """,
                      UUID.randomUUID(),
                      account,
                      whose,
                      asked.kind().wireName(),
                      asked.json(),
                      until.minus(SPAN),
                      until,
                      total,
                      now)
                  .iterator()
                  .next(),
              now);
        });
  }

  /**
   * Says that it is still run.
   *
   * @return whether it is still wanted
   */
  boolean touch(UUID id, int done, Instant now) {
    return database
            .query(
                "telling how far a back-test is",
                "update back_test set done = $2, touched_at = $3 where id = $1 and state = 'running'",
                id,
                done,
                now)
            .rowCount()
        > 0;
  }

  /** Keeps what came of it, where it was still wanted. */
  void end(UUID id, State state, int done, @Nullable JsonObject answer, Instant now) {
    var _ =
        database.query(
            "keeping what came of a back-test",
            "update back_test set state = $2, done = $3, answer = $4, touched_at = $5 where id = $1"
                + " and state = 'running'",
            id,
            state.wireName(),
            done,
            answer,
            now);
  }

  /** Ends the account's own one now; one that has ended stays as it is. */
  void cancel(UUID id, UUID account) {
    var _ =
        database.query(
            "cancelling a back-test",
            "update back_test set state = 'cancelled' where id = $1 and account = $2 and state ="
                + " 'running'",
            id,
            account);
  }

  /** The account's own one of that id, about that person or, with null, about everybody. */
  Optional<Kept> find(UUID id, UUID account, @Nullable PersonId person, Instant now) {
    var rows =
        database.query(
            "reading a back-test",
            "select * from back_test where id = $1 and account = $2 and person is not distinct from"
                + " $3",
            id,
            account,
            person == null ? null : person.value());
    return rows.size() == 0 ? Optional.empty() : Optional.of(kept(rows.iterator().next(), now));
  }

  /** Notes that its account has seen what came of it. */
  void seen(UUID id, Instant now) {
    var _ =
        database.query(
            "noting that a back-test was seen",
            "update back_test set seen_at = coalesce(seen_at, $2) where id = $1 and state in"
                + " ('done', 'failed')",
            id,
            now);
  }

  /**
   * What the account has lately seen of exactly that on that person; empty where it has seen
   * nothing, and it is not to be set. One that could not read the readings counts: care does not
   * wait for a store.
   */
  Optional<JsonObject> lastSeen(UUID account, PersonId person, Asked asked, Instant now) {
    var rows =
        database.query(
            "asking whether something was tried",
            """
            select * from back_test where account = $1 and person = $2 and kind = $3 and asked = $4 and seen_at > $5
             order by seen_at desc limit 1
            """,
            account,
            person.value(),
            asked.kind().wireName(),
            asked.json(),
            now.minus(KEPT));
    return rows.size() == 0
        ? Optional.empty()
        : Optional.of(Answer.inShort(kept(rows.iterator().next(), now)));
  }

  /** Lets go of those that were kept long enough. */
  public void prune(Instant now) {
    var _ =
        database.query(
            "letting go of back-tests",
            "delete from back_test where begun_at < $1 and coalesce(seen_at, begun_at) < $1",
            now.minus(KEPT));
  }

  private static Kept kept(Row row, Instant now) {
    UUID person = row.getUUID("person");
    State state = State.valueOf(row.getString("state").toUpperCase(java.util.Locale.ROOT));
    boolean silent = Database.instant(row, "touched_at").isBefore(now.minus(SILENT));
    return new Kept(
        row.getUUID("id"),
        person == null ? null : new PersonId(person),
        Asked.Kind.of(row.getString("kind")),
        row.getJsonObject("asked"),
        Database.instant(row, "since"),
        Database.instant(row, "until"),
        state == State.RUNNING && silent ? State.INTERRUPTED : state,
        row.getInteger("done"),
        row.getInteger("total"),
        row.getJsonObject("answer"));
  }
}
