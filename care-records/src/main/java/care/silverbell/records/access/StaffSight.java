package care.silverbell.records.access;

/** What somebody sees of those who work on the grid; each as much as its next, and more. */
public enum StaffSight {
  /** That there is such a cell is not theirs to know. */
  NOTHING,
  /** Who serves the cell and who is on duty, by name. */
  NAMES,
  /** And the telephone of whoever is on duty now. */
  DUTY_PHONES,
  /**
   * And everybody's telephone, the rota and who is away, as those who stand in for each other do.
   */
  COLLEAGUES,
  /** And which account each signs in with. */
  EVERYTHING;

  /** Whether it is so much or more. */
  public boolean isAtLeast(StaffSight other) {
    return compareTo(other) >= 0;
  }

  /**
   * The one place that decides it. A worker's telephone is theirs too: who neither keeps the files
   * nor works on the grid is given it for as long as somebody must be reached about their own
   * person.
   */
  public static StaffSight of(Role role, CellPlace place) {
    return switch (role) {
      case ADMIN, DESK -> EVERYTHING;
      case GRID -> COLLEAGUES;
      case DOCTOR, FAMILY ->
          switch (place) {
            case OWN_IN_AN_EMERGENCY -> DUTY_PHONES;
            case OWN, ABOVE_OWN -> NAMES;
            case ELSEWHERE -> NOTHING;
          };
    };
  }
}
