package care.silverbell.records.signin;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.access.Account;
import care.silverbell.records.access.Accounts;
import care.silverbell.records.access.Role;
import care.silverbell.records.access.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** How a family comes in: by a code that works once, for one person. */
public final class Invitations {
  /** How long a code may be used. */
  public static final Duration LASTS = Duration.ofDays(7);

  /** About 50 bits; guesses are counted besides. */
  private static final int CHARACTERS = 10;

  /** The relation of the person themself, whose account then sees all of their own file. */
  public static final String SELF = "self";

  private static final Set<String> THEMSELF = Set.of(SELF, "本人", "自己", "oneself", "the person");

  private final Database database;
  private final Accounts accounts;
  private final InstantSource clock;

  /** Keeps invitations in the database. */
  public Invitations(Database database, Accounts accounts, InstantSource clock) {
    this.database = database;
    this.accounts = accounts;
    this.clock = clock;
  }

  /** An invitation; the code is kept nowhere here. */
  public record Made(String code, Instant expires) {}

  /** What the code stands for. */
  public record Open(UUID id, PersonId person, String relation, String name) {}

  /**
   * Invites somebody to be the person's family.
   *
   * @param relation to the person, such as daughter; {@code self} or 本人 for the person themself
   * @param name of the one who is invited
   * @throws care.silverbell.ingest.database.DatabaseTrouble if there is no such person
   */
  public Made invite(Account by, PersonId person, String relation, String name) {
    String code = Secret.aloud(CHARACTERS);
    Instant now = clock.instant();
    Instant expires = now.plus(LASTS);
    var _ =
        database.query(
            "inviting a family",
            """
            insert into invitation (id, person, relation, name, code_hash, invited_by, created_at, expires_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            UUID.randomUUID(),
            person.value(),
            THEMSELF.contains(relation.toLowerCase(Locale.ROOT)) ? SELF : relation,
            name,
            Secret.hash(code),
            by.id(),
            now,
            expires);
    return new Made(code, expires);
  }

  /** The invitation of that code; empty if it is unknown, was used, or is too old. */
  public Optional<Open> open(String code) {
    String plain = code.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
    var rows =
        database.query(
            "looking for an invitation",
            "select * from invitation where code_hash = $1 and redeemed_at is null and expires_at > $2",
            Secret.hash(plain),
            clock.instant());
    return rows.size() == 0
        ? Optional.empty()
        : Optional.of(rows.iterator().next())
            .map(row ->
                new Open(
                    row.getUUID("id"),
                    new PersonId(row.getUUID("person")),
                    row.getString("relation"),
                    row.getString("name")));
  }

  /**
   * Makes the invited one's account, which is that one person's family; empty if another was
   * quicker with the same code.
   *
   * @throws care.silverbell.ingest.database.DatabaseTrouble if the name is taken; the code can then
   *     still be used
   */
  public Optional<Account> redeem(Open invitation, String name, String display, String password) {
    String hash = accounts.hashInTurn(password);
    Account account = new Account(UUID.randomUUID(), name, display, Role.FAMILY);
    Instant now = clock.instant();
    return database.transaction(
        "redeeming an invitation",
        tx -> {
          int taken =
              Database.query(
                      tx,
                      "redeeming an invitation",
                      "update invitation set redeemed_at = $2 where id = $1 and redeemed_at is null",
                      invitation.id,
                      now)
                  .rowCount();
          if (taken == 0) {
            return Optional.empty();
          }
          Accounts.insert(tx, account, hash, false, null);
          var _ =
              Database.query(
                  tx,
                  "adding family",
                  "insert into family_member (account, person, relation) values ($1, $2, $3)",
                  account.id(),
                  invitation.person.value(),
                  invitation.relation);
          var _ =
              Database.query(
                  tx,
                  "redeeming an invitation",
                  "update invitation set account = $2 where id = $1",
                  invitation.id,
                  account.id());
          return Optional.of(account);
        });
  }
}
