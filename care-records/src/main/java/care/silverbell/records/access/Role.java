package care.silverbell.records.access;

import java.util.Locale;

/** What somebody is to the people they may see; {@link Policy} says what each sees. */
public enum Role {
  /** Settings, accounts, bands and files; nobody's health or whereabouts. */
  ADMIN,
  /** The community doctor, with a list of their own. */
  DOCTOR,
  /** The grid worker, with a cell of their own and all below it. */
  GRID,
  /** The family of an elder. */
  FAMILY,
  /** The alarm receiving centre: keeps the files, and has every open incident before it. */
  DESK;

  /** As the contract writes it. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether what they see of a person may hang on what that person has allowed. */
  public boolean seesByConsent() {
    return this == GRID || this == FAMILY;
  }

  /** Whether the files, the staff and their accounts are theirs to keep. */
  public boolean keepsOffice() {
    return this == ADMIN || this == DESK;
  }

  static Role of(String wireName) {
    return valueOf(wireName.toUpperCase(Locale.ROOT));
  }

  /**
   * Whether calls that nobody's wearer is known for are shown: somebody must find out who it is.
   */
  public boolean seesUnknownCallers() {
    return this == ADMIN || this == GRID || this == DESK;
  }
}
