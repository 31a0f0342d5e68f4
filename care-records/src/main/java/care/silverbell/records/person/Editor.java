package care.silverbell.records.person;

import care.silverbell.records.access.Account;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who changes a file.
 *
 * @param account null where it was no account, such as the command line
 * @param name as it is shown in the history
 */
public record Editor(@Nullable UUID account, String name) {

  /** Somebody who is signed in. */
  public static Editor of(Account account) {
    return new Editor(account.id(), account.displayName());
  }
}
