package care.silverbell.records.rule;

import care.silverbell.alerting.rule.Limits;
import care.silverbell.alerting.rule.Limits.Limit;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Sign;
import care.silverbell.records.person.Editor;
import care.silverbell.records.rule.backtest.AskedLimit;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The limits that doctors set, each with its reason; those that were replaced are kept. */
public final class PersonLimits {
  private final Database database;
  private final SetForPeople<Kept> limits;
  private final InstantSource clock;

  /** Keeps them in the database. */
  public PersonLimits(Database database, InstantSource clock) {
    this.database = database;
    this.limits = new SetForPeople<>(database, "person_limit", PersonLimits::kept, clock);
    this.clock = clock;
  }

  /**
   * One limit as it was set.
   *
   * @param until when it ends or has ended; null for no end
   * @param by who set it
   * @param tried what they had seen of it on the readings before; null of long ago
   */
  public record Kept(
      UUID id,
      Sign sign,
      Limit limit,
      String reason,
      Instant since,
      @Nullable Instant until,
      String by,
      @Nullable JsonObject tried) {}

  /** All of that person, the newest first. */
  public List<Kept> list(PersonId person) {
    return limits.list(person);
  }

  /**
   * What is to be set.
   *
   * @param tried what was seen of it on the readings before
   * @param until when it is to end by itself; null for no end
   */
  record Wanted(AskedLimit asked, String reason, JsonObject tried, @Nullable Instant until) {}

  /** Sets one from now on; the one of that sign that stood ends. */
  Kept set(PersonId person, Wanted wanted, Editor by) {
    Instant now = clock.instant();
    return database.transaction(
        "setting a limit",
        tx -> {
          endWhatStood(tx, person, wanted.asked.sign(), now);
          return kept(
              Database.query(
                      tx,
                      "setting a limit",
                      """
                      insert into person_limit (id, person, sign, low, high, lasting_seconds, reason, since, until, set_by,
                                                set_by_name, tried)
                      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) returning *
                      """,
                      UUID.randomUUID(),
                      person.value(),
                      wanted.asked.sign().field(),
                      wanted.asked.limit().low(),
                      wanted.asked.limit().high(),
                      wanted.asked.lastingSeconds(),
                      wanted.reason,
                      now,
                      wanted.until,
                      by.account(),
                      by.name(),
                      wanted.tried)
                  .iterator()
                  .next());
        });
  }

  /** Two doctors who set one at the same moment do it one after the other. */
  private static void endWhatStood(SqlConnection tx, PersonId person, Sign sign, Instant now) {
    var _ =
        Database.query(
            tx,
            "waiting for who else sets a limit",
            "select from person where id = $1 for update",
            person.value());
    var _ =
        Database.query(
            tx,
            "ending the limit that stood",
            "update person_limit set until = $3 where person = $1 and sign = $2 and (until is null or"
                + " until > $3)",
            person.value(),
            sign.field(),
            now);
  }

  /**
   * Ends one now: the default stands again. One that has ended stays as it is.
   *
   * @return empty where the person has no such limit
   */
  Optional<Kept> end(PersonId person, UUID id) {
    return limits.end(person, id);
  }

  /** Those that stand, of everybody who has any. */
  public Map<PersonId, Limits> standing() {
    Map<PersonId, Map<Sign, Limit>> standing = new HashMap<>();
    limits.standing((person, kept) ->
        standing.computeIfAbsent(person, _ -> new HashMap<>()).put(kept.sign(), kept.limit()));
    Map<PersonId, Limits> all = new HashMap<>();
    standing.forEach((person, signs) -> all.put(person, new Limits(signs)));
    return all;
  }

  private static Kept kept(Row row) {
    Integer seconds = row.getInteger("lasting_seconds");
    return new Kept(
        row.getUUID("id"),
        AskedLimit.sign(row.getString("sign")).orElseThrow(),
        new Limit(
            row.getDouble("low"),
            row.getDouble("high"),
            seconds == null ? null : Duration.ofSeconds(seconds)),
        row.getString("reason"),
        Database.instant(row, "since"),
        Database.instantOrNull(row, "until"),
        row.getString("set_by_name"),
        row.getJsonObject("tried"));
  }
}
