package care.silverbell.records.signin;

import care.silverbell.ingest.database.Database;
import care.silverbell.records.access.Account;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;

/** What becomes of an invitation when somebody joins by it, within a transaction. */
final class Joining {
  private Joining() {}

  /** Uses the invitation up; false if that has been done. */
  static boolean take(SqlConnection tx, Invitations.Open invitation, Instant now) {
    return Database.query(
                tx,
                "redeeming an invitation",
                "update invitation set redeemed_at = $2 where id = $1 and redeemed_at is null and withdrawn_at is null",
                invitation.id(),
                now)
            .rowCount()
        > 0;
  }

  /** Makes the account one of the family. */
  static void admit(SqlConnection tx, Invitations.Open invitation, Account account, Instant now) {
    var _ =
        Database.query(
            tx,
            "adding family",
            "insert into family_member (account, person, relation) values ($1, $2, $3) on conflict do nothing",
            account.id(),
            invitation.person().value(),
            invitation.relation());
    linkContact(tx, invitation, account, now);
    var _ =
        Database.query(
            tx,
            "redeeming an invitation",
            "update invitation set account = $2 where id = $1",
            invitation.id(),
            account.id());
  }

  /**
   * Whom the office invited by the very name under which they are a contact is that contact, so
   * that an emergency asks one human being once. Where two contacts have that name, the office says
   * which it is.
   */
  private static void linkContact(
      SqlConnection tx, Invitations.Open invitation, Account account, Instant now) {
    var _ =
        Database.query(
            tx,
            "linking a contact and an account",
            """
            insert into contact_account (contact, account, since, linked_by)
            select k.id, $3, $4, 'invitation' from contact k
             where k.person = $1 and trim(k.name) = trim($2) and (k.until is null or k.until > ($4)::timestamptz::date)
               and not exists (select from contact o where o.person = $1 and trim(o.name) = trim($2) and o.id <> k.id
                                 and (o.until is null or o.until > ($4)::timestamptz::date))
            on conflict (contact) do nothing
            """,
            invitation.person().value(),
            invitation.name(),
            account.id(),
            now);
  }
}
