package care.silverbell.ingest;

import care.silverbell.ingest.broker.BrokerConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What bands are told while the broker cannot be reached, as right after the start: it is sent as
 * soon as it can be, if that is soon enough. A question that is late is none; that somebody comes
 * is good to hear for longer.
 */
final class HeldForBands {
  private static final int AT_MOST = 2_000;

  private final InstantSource clock;
  private final Deque<Held> held = new ArrayDeque<>();

  HeldForBands(InstantSource clock) {
    this.clock = clock;
  }

  private record Held(String topic, byte[] payload, Instant until) {}

  /**
   * Sends it now, or holds it; what was held goes first.
   *
   * @param heldFor after which it is good for nothing any more
   */
  synchronized void send(
      @Nullable BrokerConnection connection, String topic, byte[] payload, Duration heldFor) {
    held.addLast(new Held(topic, payload, clock.instant().plus(heldFor)));
    if (held.size() > AT_MOST) {
      held.removeFirst();
    }
    sendHeld(connection);
  }

  /** Sends what is held, where the broker is there. */
  synchronized void sendHeld(@Nullable BrokerConnection connection) {
    Instant now = clock.instant();
    held.removeIf(it -> !it.until.isAfter(now));
    if (connection == null || !connection.isConnected()) {
      return;
    }
    for (Held next = held.poll(); next != null; next = held.poll()) {
      connection.publish(next.topic, next.payload);
    }
  }
}
