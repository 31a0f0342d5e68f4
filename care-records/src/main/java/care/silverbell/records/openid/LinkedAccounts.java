package care.silverbell.records.openid;

import care.silverbell.ingest.database.Database;
import care.silverbell.records.access.Accounts;
import java.net.URI;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which account a provider's subject opens. Only an administrator ties the two together: names and
 * e-mail addresses are given to others in time, and issuer and subject alone are promised to stay
 * one person's (OpenID Connect Core, 5.7).
 */
final class LinkedAccounts {
  private final Database database;
  private final URI issuer;

  LinkedAccounts(Database database, URI issuer) {
    this.database = database;
    this.issuer = issuer;
  }

  /** The account the subject opens, disabled or not. */
  Optional<Accounts.Listed> of(String subject) {
    var rows =
        database.query(
            "finding the account of a subject",
            "select a.*, s.subject from account_subject s join account a on a.id = s.account"
                + " where s.issuer = $1 and s.subject = $2",
            issuer.toString(),
            subject);
    return rows.size() == 0
        ? Optional.empty()
        : Optional.of(Accounts.listed(rows.iterator().next()));
  }

  /**
   * Ties the account to the subject, and to no other; null ties it to none. Whoever was signed in
   * through the provider is signed out.
   *
   * @throws NoSuchElementException if there is no such account
   * @throws care.silverbell.ingest.database.DatabaseTrouble if the subject opens another account
   */
  void link(String accountName, @Nullable String subject) {
    var _ =
        database.transaction(
            "linking an account",
            tx -> {
              var rows =
                  Database.query(
                      tx,
                      "linking an account",
                      "select id from account where name = $1 for update",
                      accountName);
              if (rows.size() == 0) {
                throw new NoSuchElementException("there is no such account");
              }
              UUID account = rows.iterator().next().getUUID("id");
              var _ =
                  Database.query(
                      tx,
                      "unlinking an account",
                      """
                      with unlinked as (delete from account_subject where account = $1)
                      delete from session where account = $1 and by_provider
                      """,
                      account);
              if (subject != null) {
                var _ =
                    Database.query(
                        tx,
                        "linking an account",
                        "insert into account_subject (account, issuer, subject) values ($1, $2, $3)",
                        account,
                        issuer.toString(),
                        subject);
              }
              return account;
            });
  }
}
