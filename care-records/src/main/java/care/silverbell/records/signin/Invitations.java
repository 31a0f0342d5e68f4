package care.silverbell.records.signin;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.access.Account;
import care.silverbell.records.access.Accounts;
import care.silverbell.records.access.Role;
import care.silverbell.records.access.Secret;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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

  /** How an invitation stands. */
  public enum State {
    /** Somebody joined by it. */
    REDEEMED,
    /** The office took it back. */
    WITHDRAWN,
    /** Nobody joined while it lasted. */
    EXPIRED,
    /** The code works. */
    OPEN
  }

  /**
   * An invitation as it stands, without its code, which nobody knows any more.
   *
   * @param by who invited
   * @param since since when it is redeemed or withdrawn; null while it is neither
   * @param who who redeemed or withdrew it
   */
  public record Standing(
      UUID id,
      String name,
      String relation,
      String by,
      Instant created,
      Instant expires,
      State state,
      @Nullable Instant since,
      @Nullable String who) {}

  /** All invitations to that person's family, the newest first. */
  public List<Standing> of(PersonId person) {
    Instant now = clock.instant();
    List<Standing> standing = new ArrayList<>();
    database
        .query(
            "reading invitations",
            """
            select i.*, b.display_name as by_name, coalesce(r.display_name, w.display_name) as who_name
              from invitation i join account b on b.id = i.invited_by
              left join account r on r.id = i.account left join account w on w.id = i.withdrawn_by
             where i.person = $1 order by i.created_at desc, i.id
            """,
            person.value())
        .forEach(row -> standing.add(standing(row, now)));
    return standing;
  }

  private static Standing standing(Row row, Instant now) {
    Instant redeemed = Database.instantOrNull(row, "redeemed_at");
    Instant withdrawn = Database.instantOrNull(row, "withdrawn_at");
    Instant expires = Database.instant(row, "expires_at");
    State state =
        redeemed != null
            ? State.REDEEMED
            : withdrawn != null
                ? State.WITHDRAWN
                : expires.isAfter(now) ? State.OPEN : State.EXPIRED;
    return new Standing(
        row.getUUID("id"),
        row.getString("name"),
        row.getString("relation"),
        row.getString("by_name"),
        Database.instant(row, "created_at"),
        expires,
        state,
        redeemed != null ? redeemed : withdrawn,
        row.getString("who_name"));
  }

  /**
   * Takes an invitation back: its code works no more. Doing it twice changes nothing.
   *
   * @return false if that person has no such invitation
   * @throws IllegalStateException if somebody has joined by it
   */
  public boolean withdraw(Account by, PersonId person, UUID id) {
    int withdrawn =
        database
            .query(
                "withdrawing an invitation",
                """
                update invitation set withdrawn_at = coalesce(withdrawn_at, $3), withdrawn_by = coalesce(withdrawn_by, $4)
                 where id = $1 and person = $2 and redeemed_at is null
                """,
                id,
                person.value(),
                clock.instant(),
                by.id())
            .rowCount();
    if (withdrawn > 0) {
      return true;
    }
    boolean redeemed =
        database
                .query(
                    "finding an invitation",
                    "select from invitation where id = $1 and person = $2",
                    id,
                    person.value())
                .size()
            > 0;
    if (redeemed) {
      throw new IllegalStateException(
          "somebody has joined by it already; disable their account instead");
    }
    return false;
  }

  /** The invitation of that code; empty if it is unknown, was used or withdrawn, or is too old. */
  public Optional<Open> open(String code) {
    String plain = code.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
    var rows =
        database.query(
            "looking for an invitation",
            "select * from invitation where code_hash = $1 and redeemed_at is null and withdrawn_at is null and expires_at > $2",
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
          if (!Joining.take(tx, invitation, now)) {
            return Optional.empty();
          }
          Accounts.insert(tx, account, hash, false, null);
          Joining.admit(tx, invitation, account, now);
          return Optional.of(account);
        });
  }

  /**
   * Lets somebody who is a family already see that person, too: one daughter has two parents.
   *
   * @return false if another was quicker with the same code
   * @throws IllegalArgumentException if it is the person's own, whose account is nobody else's; the
   *     code can still be used
   */
  public boolean join(Open invitation, Account family) {
    if (invitation.relation.equals(SELF)) {
      throw new IllegalArgumentException("it is the person's own");
    }
    Instant now = clock.instant();
    return database.transaction(
        "redeeming an invitation",
        tx -> {
          boolean taken = Joining.take(tx, invitation, now);
          if (taken) {
            Joining.admit(tx, invitation, family, now);
          }
          return taken;
        });
  }
}
