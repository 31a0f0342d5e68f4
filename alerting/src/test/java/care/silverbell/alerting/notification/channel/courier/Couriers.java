package care.silverbell.alerting.notification.channel.courier;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import javax.net.ssl.SSLContext;

/** Couriers for tests. */
public final class Couriers {
  public static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  public static final InstantSource CLOCK = InstantSource.fixed(NOW);

  private Couriers() {}

  /** Gives up on a peer that hangs sooner than a real one does. */
  public static Courier hasty() {
    return new Courier(CLOCK, Duration.ofMillis(900), null);
  }

  /** For peers that answer, on a machine that is busy. */
  public static Courier patient() {
    return new Courier(CLOCK, Duration.ofSeconds(20), null);
  }

  public static Courier trusting(SSLContext context) {
    return new Courier(CLOCK, Duration.ofSeconds(20), context);
  }
}
