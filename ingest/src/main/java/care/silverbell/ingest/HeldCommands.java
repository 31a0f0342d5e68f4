package care.silverbell.ingest;

import care.silverbell.ingest.broker.BrokerConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What bands are told to do while the broker cannot be reached, as right after the start: it is
 * sent as soon as it can be, if that is soon. A question that is late is none.
 */
final class HeldCommands {
  static final Duration HELD_FOR = Duration.ofSeconds(30);
  private static final int AT_MOST = 2_000;

  private final InstantSource clock;
  private final Deque<Held> held = new ArrayDeque<>();

  HeldCommands(InstantSource clock) {
    this.clock = clock;
  }

  private record Held(String topic, byte[] payload, Instant until) {}

  /** Sends it now, or holds it; what was held goes first. */
  synchronized void send(@Nullable BrokerConnection connection, String topic, byte[] payload) {
    held.addLast(new Held(topic, payload, clock.instant().plus(HELD_FOR)));
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
