package care.silverbell.sim.bench.part;

/** A part the bench needs is missing or does not come up; the message says which and what to do. */
public final class CannotStart extends Exception {
  private static final long serialVersionUID = 1;

  public CannotStart(String message) {
    super(message);
  }

  public CannotStart(String message, Throwable cause) {
    super(message, cause);
  }
}
