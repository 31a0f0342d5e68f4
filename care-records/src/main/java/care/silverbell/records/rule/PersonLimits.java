package care.silverbell.records.rule;

import care.silverbell.alerting.rule.Limits;
import care.silverbell.alerting.rule.Limits.Limit;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Sign;
import care.silverbell.records.person.Editor;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
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
   */
  public record Kept(
      UUID id,
      Sign sign,
      Limit limit,
      String reason,
      Instant since,
      @Nullable Instant until,
      String by) {}

  /** All of that person, the newest first. */
  public List<Kept> list(PersonId person) {
    return limits.list(person);
  }

  /** Sets one from now on; the one of that sign that stood ends. */
  Kept set(PersonId person, Sign sign, Limit limit, String reason, Editor by, Instant now) {
    Duration lasting = limit.lasting();
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
                  sign.field(),
                  now);
          return kept(
              Database.query(
                      tx,
                      "setting a limit",
                      """
                      insert into person_limit (id, person, sign, low, high, lasting_seconds, reason, since, set_by, set_by_name)
                      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning *
                      """,
                      id,
                      person.value(),
                      sign.field(),
                      limit.low(),
                      limit.high(),
                      lasting == null ? null : Math.toIntExact(lasting.toSeconds()),
                      reason,
                      now,
                      by.account(),
                      by.name())
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

  static Optional<Sign> sign(String field) {
    return Arrays.stream(Sign.values())
        .filter(it -> it != Sign.STEPS && it.field().equals(field))
        .findFirst();
  }

  private static Kept kept(Row row) {
    Integer seconds = row.getInteger("lasting_seconds");
    return new Kept(
        row.getUUID("id"),
        sign(row.getString("sign")).orElseThrow(),
        new Limit(
            row.getDouble("low"),
            row.getDouble("high"),
            seconds == null ? null : Duration.ofSeconds(seconds)),
        row.getString("reason"),
        Database.instant(row, "since"),
        Database.instantOrNull(row, "until"),
        row.getString("set_by_name"));
  }
}
