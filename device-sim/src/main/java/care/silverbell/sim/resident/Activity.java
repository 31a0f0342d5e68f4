package care.silverbell.sim.resident;

/** What a resident does, as far as a band on the wrist can tell. */
public enum Activity {
  ASLEEP,
  RESTING,
  EATING,
  CHORES,
  WALKING;

  /** Sitting or lying still. */
  public boolean atRest() {
    return this == ASLEEP || this == RESTING || this == EATING;
  }
}
