package care.silverbell.records.access;

/** Where a cell of the grid lies to an account that has people there. */
public enum CellPlace {
  /**
   * One of its people lives there, and an incident of theirs that is more than a notice is open.
   */
  OWN_IN_AN_EMERGENCY,
  /** One of its people lives there. */
  OWN,
  /** Above a cell where one of its people lives. */
  ABOVE_OWN,
  /** None of its people lives there or below. */
  ELSEWHERE
}
