package care.silverbell.alerting.notification.channel.push;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * What the service shows push services as its name (VAPID, RFC 8292). A browser's subscription is
 * bound to it: whoever loses it loses all subscriptions, and two instances on one database need the
 * same one.
 */
public final class VapidKey {

  /** RFC 8292 allows 24 h at most; half of it forgives a clock that is off. */
  private static final Duration VALID = Duration.ofHours(12);

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final ECPublicKey publicKey;
  private final ECPrivateKey privateKey;

  private VapidKey(ECPublicKey publicKey, ECPrivateKey privateKey) {
    this.publicKey = publicKey;
    this.privateKey = privateKey;
  }

  /** The key of that P-256 pair. */
  public static VapidKey of(KeyPair pair) {
    return new VapidKey((ECPublicKey) pair.getPublic(), (ECPrivateKey) pair.getPrivate());
  }

  /** One that was never used before. */
  public static VapidKey fresh() {
    return of(Points.fresh());
  }

  /** What a browser subscribes with ({@code applicationServerKey}): base64url of 65 bytes. */
  public String publicKey() {
    return BASE64.encodeToString(Points.bytes(publicKey));
  }

  /**
   * The header {@code Authorization} for one push service.
   *
   * @param subject whom its operator may write to: a {@code mailto:} or {@code https:} address
   */
  String authorization(URI endpoint, String subject, Instant now) {
    return "vapid t="
        + token(origin(endpoint), subject, now.plus(VALID).getEpochSecond())
        + ", k="
        + publicKey();
  }

  /** The signed token. */
  String token(String audience, String subject, long expires) {
    String signed = signingInput(audience, subject, expires);
    try {
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(privateKey);
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + BASE64.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What is signed: header and claims, in the order of RFC 8292's example. */
  static String signingInput(String audience, String subject, long expires) {
    JsonObject claims =
        new JsonObject().put("aud", audience).put("exp", expires).put("sub", subject);
    return base64("{\"typ\":\"JWT\",\"alg\":\"ES256\"}") + "." + base64(claims.encode());
  }

  private static String origin(URI endpoint) {
    return endpoint.getScheme() + "://" + endpoint.getAuthority();
  }

  private static String base64(String text) {
    return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Without the private key. */
  @Override
  public String toString() {
    return "VapidKey[" + publicKey() + "]";
  }
}
