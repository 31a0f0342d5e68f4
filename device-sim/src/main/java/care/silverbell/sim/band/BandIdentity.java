package care.silverbell.sim.band;

/** Which band, and what it shows the broker to prove it. */
public record BandIdentity(String serial, String secret) {
  public BandIdentity {
    if (serial.isBlank() || serial.contains("/") || serial.contains("+") || serial.contains("#")) {
      throw new IllegalArgumentException("not a band's serial: '" + serial + "'");
    }
  }

  /** Without the secret, which has no business in a log. */
  @Override
  public String toString() {
    return serial;
  }
}
