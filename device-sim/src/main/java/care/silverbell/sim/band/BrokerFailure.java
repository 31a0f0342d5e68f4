package care.silverbell.sim.band;

/** Why there is no connection to the broker, in words for a person. */
public final class BrokerFailure extends RuntimeException {
  private final Cause what;

  BrokerFailure(Cause what, String message) {
    super(message);
    this.what = what;
  }

  /** The kind of failure. */
  public Cause what() {
    return what;
  }

  /** The ways in which a connection fails or ends. */
  public enum Cause {
    /** The broker is there and does not let this band in. */
    REFUSED,
    /** Nobody answers at the broker's address. */
    AWAY,
    /** Another client came in with the same serial. */
    TAKEN_OVER,
    /** The connection broke. */
    LOST
  }
}
