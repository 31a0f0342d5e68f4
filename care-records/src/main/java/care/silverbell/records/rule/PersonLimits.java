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
import java.time.Duration;
import java.time.Instant;
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

  /** Keeps them in the database. */
  public PersonLimits(Database database) {
    this.database = database;
    this.limits = new SetForPeople<>(database, "person_limit", PersonLimits::kept);
  }

  /**
   * One limit as it was set.
   *
   * @param until null while it stands
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

  /** Sets one from now on; the one of that sign that stood ends. */
  Kept set(
      PersonId person, AskedLimit asked, String reason, JsonObject tried, Editor by, Instant now) {
    UUID id = UUID.randomUUID();
    return database.transaction(
        "setting a limit",
        tx -> {
          var _ =
              Database.query(
                  tx,
                  "ending the limit that stood",
                  "update person_limit set until = $3 where person = $1 and sign = $2 and until is"
                      + " null",
                  person.value(),
                  asked.sign().field(),
                  now);
          return kept(
              Database.query(
                      tx,
                      "setting a limit",
                      """
                      insert into person_limit (id, person, sign, low, high, lasting_seconds, reason, since, set_by, set_by_name, tried)
                      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning *
                      """,
                      id,
                      person.value(),
                      asked.sign().field(),
                      asked.limit().low(),
                      asked.limit().high(),
                      asked.lastingSeconds(),
                      reason,
                      now,
                      by.account(),
                      by.name(),
                      tried)
                  .iterator()
                  .next());
        });
  }

  /**
   * Ends one now: the default stands again. One that has ended stays as it is.
   *
   * @return empty where the person has no such limit
   */
  Optional<Kept> end(PersonId person, UUID id, Instant now) {
    return limits.end(person, id, now);
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
