package care.silverbell.records.response.asked;

import care.silverbell.records.duty.OnDuty.Gap;
import java.util.Locale;

/** Why a word means nobody; the page has words for each. */
public enum Nobody {
  /** Nobody knows whose band it is, or the incident is about no person. */
  NO_PERSON,
  /** The person's file is closed. */
  CLOSED,
  /** No contact today, and no family account. */
  NO_CONTACTS,
  /** The person has taken back that the family is told. */
  NOT_WANTED,
  /** There are contacts, and none may be called at this hour. */
  OUTSIDE_HOURS,
  /** Somebody is meant, and nothing is known by which they could be told. */
  NO_ADDRESS,
  /** The cell is not of the grid. */
  NO_SUCH_CELL,
  /** The cell has no rota and nobody serves it. */
  NO_STAFF,
  /** The cell has a rota, and none of its spans covers the moment. */
  NO_ROTA_NOW,
  /** Who would be on duty is on leave. */
  ON_LEAVE,
  /** Who would be on duty has left the staff. */
  LEFT,
  /** There is A and no B. */
  NO_STAND_IN,
  /** The grid is not that deep. */
  NO_SUCH_LEVEL,
  /** Nobody serves that level, or all are away. */
  NOBODY_THERE,
  /** There is no account of the desk. */
  NO_DESK,
  /** There is no account of an administrator. */
  NO_OPERATOR,
  /** No robot speaks in a group of the cell or of one above. */
  NO_ROBOTS,
  /** The plan names one who is not on the staff list. */
  NO_SUCH_STAFF;

  /** As the contract writes it. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Nobody of(Gap gap) {
    return switch (gap) {
      case NO_SUCH_CELL -> NO_SUCH_CELL;
      case NO_STAFF -> NO_STAFF;
      case NO_ROTA_NOW -> NO_ROTA_NOW;
      case ON_LEAVE -> ON_LEAVE;
      case LEFT -> LEFT;
    };
  }
}
