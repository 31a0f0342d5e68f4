package care.silverbell.sim.wire;

/** The topics of one band; it may use no others. */
public record BandTopics(String serial) {

  /** The one-press call. */
  public String call() {
    return under("call");
  }

  /** The wearer's "I am fine". */
  public String cancel() {
    return under("call/cancel");
  }

  /** The band's own fall detector. */
  public String fall() {
    return under("fall");
  }

  /** Vital signs. */
  public String vitals() {
    return under("vitals");
  }

  /** Where the band is. */
  public String location() {
    return under("location");
  }

  /** How the band is; retained. */
  public String status() {
    return under("status");
  }

  /** What the service answers to a call. */
  public String reply() {
    return under("reply");
  }

  /** What the service asks of the band. */
  public String command() {
    return under("command");
  }

  private String under(String leaf) {
    return "silverbell/v1/bands/" + serial + "/" + leaf;
  }
}
