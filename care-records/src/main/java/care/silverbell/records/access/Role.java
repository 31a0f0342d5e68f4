package care.silverbell.records.access;

import java.util.Locale;

/** What somebody is to the people they may see. */
public enum Role {
  /** Settings, accounts and bands; people and incidents, but nobody's health. */
  ADMIN,
  /** The community doctor, with a list of their own. */
  DOCTOR,
  /** The grid worker, with a cell of their own. */
  GRID,
  /** The family of an elder. */
  FAMILY;

  /** As the contract writes it. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Role of(String wireName) {
    return valueOf(wireName.toUpperCase(Locale.ROOT));
  }

  /** Whether readings may be seen: heart rate, position and the like. */
  public boolean seesHealth() {
    return this != ADMIN;
  }

  /**
   * Whether calls that nobody's wearer is known for are shown: somebody must find out who it is.
   */
  public boolean seesUnknownCallers() {
    return this == ADMIN || this == GRID;
  }
}
