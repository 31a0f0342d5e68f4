package care.silverbell.alerting.notification.channel.push;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * One browser's wish to be told, as its {@code PushSubscription.toJSON()} writes it: {@code
 * {"endpoint":"https://…","keys":{"p256dh":"…","auth":"…"}}}. Its endpoint is a secret: whoever has
 * it can send there.
 *
 * @param publicKey of the browser
 * @param auth 16 bytes that only the browser and we know
 */
public record PushSubscription(URI endpoint, ECPublicKey publicKey, byte[] auth) {
  private static final int AUTH_BYTES = 16;

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException if it is none; the text itself is not repeated
   */
  public static PushSubscription of(String json) {
    try {
      JsonObject subscription = new JsonObject(json);
      JsonObject keys = subscription.getJsonObject("keys", new JsonObject());
      URI endpoint = URI.create(text(subscription.getString("endpoint")));
      byte[] auth = decode(keys.getString("auth"));
      if (endpoint.getHost() == null || auth.length != AUTH_BYTES) {
        throw new IllegalArgumentException("incomplete");
      }
      return new PushSubscription(
          endpoint, Points.publicKey(decode(keys.getString("p256dh"))), auth);
    } catch (DecodeException | ClassCastException | IllegalArgumentException e) {
      throw new IllegalArgumentException("not a push subscription of a browser");
    }
  }

  private static byte[] decode(@Nullable String base64) {
    // Some browsers pad, some do not.
    return Base64.getUrlDecoder().decode(text(base64).replaceAll("=+$", ""));
  }

  private static String text(@Nullable String text) {
    if (text == null) {
      throw new IllegalArgumentException("incomplete");
    }
    return text;
  }

  /** Without its secrets. */
  @Override
  public String toString() {
    return "PushSubscription[at " + endpoint.getHost() + "]";
  }
}
