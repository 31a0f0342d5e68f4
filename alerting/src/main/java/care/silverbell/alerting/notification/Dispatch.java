package care.silverbell.alerting.notification;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;

/**
 * One notice on one channel, taken to be sent.
 *
 * @param id the idempotency key that the provider is shown
 * @param attempts with the one that is about to be made
 * @param wanted whether it is still worth sending
 */
record Dispatch(
    UUID id,
    Notice notice,
    Address address,
    JsonObject message,
    int attempts,
    Instant createdAt,
    boolean wanted) {

  ChannelKind channel() {
    return address.channel();
  }
}
