package care.silverbell.ingest.broker;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One MQTT message as it came in, not yet acknowledged.
 *
 * @param topic the whole topic
 * @param payload its bytes, maybe none
 * @param receivedAt when the service got it, in whole milliseconds
 * @param retained whether the broker handed out a kept copy on subscribing
 * @param delivery how the broker handed it over
 * @param acknowledgement tells the broker that the message is safe; harmless when called twice or
 *     after a reconnect
 */
public record InboundMessage(
    String topic,
    byte[] payload,
    Instant receivedAt,
    boolean retained,
    Delivery delivery,
    Runnable acknowledgement) {

  /**
   * How the broker handed a message over: the only way to know a redelivery of a press that bears
   * no id.
   *
   * @param stamp what the embedded broker wrote on the message when it arrived there, the same at
   *     each redelivery; null with other brokers
   * @param packetId the packet identifier, which MQTT keeps for a redelivery within a session
   * @param redelivered the DUP flag
   */
  public record Delivery(@Nullable String stamp, int packetId, boolean redelivered) {
    /** Handed over otherwise than by a broker: a replay or a test. */
    public static final Delivery NONE = new Delivery(null, 0, false);
  }

  /** Tells the broker that the message is safe. */
  public void acknowledge() {
    acknowledgement.run();
  }
}
