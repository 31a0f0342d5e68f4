package care.silverbell.records.consent;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.database.DatabaseTrouble;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.person.Changes;
import care.silverbell.records.person.Editor;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The consents: what may be shown to whom since when. A revoked one stays, with its end. */
public final class Consents {
  /** Whom a search card shows them to: their position, and nothing of their health. */
  public static final String VOLUNTEERS = "volunteers";

  /** Where they are; all that {@link #VOLUNTEERS} can be shown. */
  public static final String POSITION = "position";

  /** To whom something may be shown. */
  public static final Set<String> TO_WHOM = Set.of("family", "grid", VOLUNTEERS);

  /** That the family is told of calls and findings; nobody else's to allow or to refuse. */
  public static final String CALLS = "calls";

  /** What may be shown, and {@link #CALLS}. */
  public static final Set<String> WHAT = Set.of("health", "readings", POSITION, CALLS);

  private final Database database;
  private final InstantSource clock;

  /** Keeps them in the database. */
  public Consents(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * One consent.
   *
   * @param toWhom one of {@link #TO_WHOM}
   * @param what one of {@link #WHAT}
   * @param until null while it stands
   * @param givenBy who said so, in words, such as "herself" or the daughter's name
   */
  public record Consent(
      UUID id,
      String toWhom,
      String what,
      Instant since,
      @Nullable Instant until,
      String givenBy) {}

  /** All that were ever given, the newest first. */
  public List<Consent> list(PersonId person) {
    List<Consent> consents = new ArrayList<>();
    database
        .query(
            "reading consents",
            "select * from consent where person = $1 order by since desc, id",
            person.value())
        .forEach(row -> consents.add(consent(row)));
    return consents;
  }

  /**
   * Keeps one.
   *
   * @throws DatabaseTrouble if the same stands already ({@link DatabaseTrouble#isDuplicate})
   */
  public void give(PersonId person, Consent consent, Editor by) {
    database.transaction(
        "keeping a consent",
        tx -> {
          var _ =
              Database.query(
                  tx,
                  "keeping a consent",
                  """
                  insert into consent (id, person, to_whom, what, since, given_by, recorded_by)
                  values ($1, $2, $3, $4, $5, $6, $7)
                  """,
                  consent.id(),
                  person.value(),
                  consent.toWhom(),
                  consent.what(),
                  consent.since(),
                  consent.givenBy(),
                  by.account());
          Changes.write(
              tx, person, by, clock.instant(), "consent", new JsonObject(), words(consent));
          return consent;
        });
  }

  /**
   * Ends one now; one that has ended stays as it is.
   *
   * @throws NoSuchElementException if the person has no such consent
   */
  public Consent revoke(PersonId person, UUID id, Editor by) {
    Instant now = clock.instant();
    database.transaction(
        "revoking a consent",
        tx -> {
          for (Row row :
              Database.query(
                  tx,
                  "revoking a consent",
                  """
                  update consent set until = greatest($3, since + interval '1 millisecond'), revoked_by = $4
                   where person = $1 and id = $2 and until is null returning *
                  """,
                  person.value(),
                  id,
                  now,
                  by.account())) {
            Changes.write(tx, person, by, now, "consent", words(consent(row)), new JsonObject());
          }
          return id;
        });
    return list(person).stream()
        .filter(it -> it.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("there is no such consent"));
  }

  private static JsonObject words(Consent consent) {
    return new JsonObject()
        .put("toWhom", consent.toWhom())
        .put("what", consent.what())
        .put("givenBy", consent.givenBy());
  }

  private static Consent consent(Row row) {
    return new Consent(
        row.getUUID("id"),
        row.getString("to_whom"),
        row.getString("what"),
        Database.instant(row, "since"),
        Database.instantOrNull(row, "until"),
        row.getString("given_by"));
  }
}
