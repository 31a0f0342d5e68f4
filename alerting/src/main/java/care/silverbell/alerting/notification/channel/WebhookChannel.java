package care.silverbell.alerting.notification.channel;

import care.silverbell.alerting.notification.Channel;
import care.silverbell.alerting.notification.ChannelKind;
import care.silverbell.alerting.notification.Delivery;
import care.silverbell.alerting.notification.Message;
import care.silverbell.alerting.notification.channel.courier.Answer;
import care.silverbell.alerting.notification.channel.courier.Courier;
import care.silverbell.alerting.notification.channel.courier.OpenInternet;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/**
 * A program of somebody else's, told by HTTP.
 *
 * <p>It gets a POST of JSON {@code {"id","incident","severity","language","title","body","spoken",
 * "link","test"}} with
 *
 * <ul>
 *   <li>{@code Idempotency-Key}: the same for every try of the same notice; the same as {@code id};
 *   <li>{@code Silverbell-Timestamp}: seconds since 1970 of this try;
 *   <li>{@code Silverbell-Signature}: {@code v1=} and, in hex, the HMAC-SHA256 of the timestamp, a
 *       full stop and the body as it came, with {@code SILVERBELL_WEBHOOK_SECRET}.
 * </ul>
 *
 * <p>A receiver computes the same and compares in constant time, refuses what is older than five
 * minutes, and answers any 2xx; what it answers otherwise is read as its status says (429 and 5xx,
 * with {@code Retry-After}: again; other 4xx and redirects: never).
 */
public final class WebhookChannel implements Channel {
  private final Courier courier;
  private final OpenInternet open;
  private final String secret;
  private final InstantSource clock;

  /** With what it needs. */
  public WebhookChannel(Courier courier, OpenInternet open, String secret, InstantSource clock) {
    this.courier = courier;
    this.open = open;
    this.secret = secret;
    this.clock = clock;
  }

  @Override
  public ChannelKind kind() {
    return ChannelKind.WEBHOOK;
  }

  @Override
  public Delivery send(UUID key, String to, Message message) {
    URI address;
    try {
      address = URI.create(to.strip());
    } catch (IllegalArgumentException e) {
      return new Delivery.Refused("not an address of the web");
    }
    Optional<String> objection = open.objection(address);
    if (objection.isPresent()) {
      return new Delivery.Refused(objection.get());
    }
    String body = body(key, message).encode();
    String timestamp = String.valueOf(clock.instant().getEpochSecond());
    Answer answer =
        courier.carry(
            Courier.json(address, body)
                .header("Idempotency-Key", key.toString())
                .header("Silverbell-Timestamp", timestamp)
                .header("Silverbell-Signature", "v1=" + signature(secret, timestamp, body))
                .build());
    return answer instanceof Answer.Whole whole && whole.isSuccess()
        ? new Delivery.Taken(null)
        : Delivery.ofThisAddress(answer.failure());
  }

  /** As the receiver computes it. */
  static String signature(String secret, String timestamp, String body) {
    return HexFormat.of().formatHex(Hmac.sha256(secret, timestamp + "." + body));
  }

  private static JsonObject body(UUID key, Message message) {
    return new JsonObject()
        .put("id", key.toString())
        .put("incident", message.incident())
        .put("severity", message.severity())
        .put("language", message.language())
        .put("title", message.title())
        .put("body", message.body())
        .put("spoken", message.spoken())
        .put("link", message.link())
        .put("test", message.test());
  }
}
