package care.silverbell.sim.band;

import java.net.URI;

/**
 * How a band talks.
 *
 * @param broker tcp://host:port, or ssl://host:port
 * @param samplesAMessage most samples in one message, when more are waiting
 * @param window most telemetry messages waiting for their acknowledgement at a time
 * @param patient true: a broker that is away or refuses at the start is tried again and again
 */
public record BandSettings(URI broker, int samplesAMessage, int window, boolean patient) {
  /** mosquitto allows 20 in flight; the calls need some of them. */
  private static final int USUAL_WINDOW = 12;

  public BandSettings {
    if (samplesAMessage < 1 || window < 1) {
      throw new IllegalArgumentException("a band sends at least one sample at a time");
    }
    String scheme = broker.getScheme();
    if ((!"tcp".equals(scheme) && !"ssl".equals(scheme)) || broker.getHost() == null) {
      throw new IllegalArgumentException(
          "the broker's address is tcp://HOST:PORT or ssl://HOST:PORT, not '" + broker + "'");
    }
  }

  /** A band of a town: gathers late samples into arrays and never gives up. */
  public static BandSettings patient(URI broker) {
    return new BandSettings(broker, 100, USUAL_WINDOW, true);
  }

  /** A band somebody waits for: gives up at once when the broker cannot be reached at the start. */
  public static BandSettings impatient(URI broker, int samplesAMessage) {
    return new BandSettings(broker, samplesAMessage, USUAL_WINDOW, false);
  }
}
