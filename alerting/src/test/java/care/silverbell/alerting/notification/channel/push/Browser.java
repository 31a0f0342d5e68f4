package care.silverbell.alerting.notification.channel.push;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A browser that has subscribed, and opens what it is sent. It derives its keys by hand from the
 * RFCs (5869, 8188, 8291), so that it cannot share a mistake with the one who seals.
 */
public final class Browser {
  private final ECPublicKey publicKey;
  private final ECPrivateKey privateKey;
  private final byte[] auth;

  private Browser(ECPublicKey publicKey, ECPrivateKey privateKey, byte[] auth) {
    this.publicKey = publicKey;
    this.privateKey = privateKey;
    this.auth = auth;
  }

  public static Browser fresh() {
    KeyPair pair = Points.fresh();
    byte[] auth = new byte[16];
    new SecureRandom().nextBytes(auth);
    return new Browser((ECPublicKey) pair.getPublic(), (ECPrivateKey) pair.getPrivate(), auth);
  }

  static Browser with(String publicKey, String privateKey, String auth) {
    Base64.Decoder decoder = Base64.getUrlDecoder();
    return new Browser(
        Points.publicKey(decoder.decode(publicKey)),
        Points.privateKey(decoder.decode(privateKey)),
        decoder.decode(auth));
  }

  /** As {@code PushSubscription.toJSON()} writes it. */
  public String subscription(String endpoint) {
    Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
    return new JsonObject()
        .put("endpoint", endpoint)
        .putNull("expirationTime")
        .put(
            "keys",
            new JsonObject()
                .put("p256dh", encoder.encodeToString(Points.bytes(publicKey)))
                .put("auth", encoder.encodeToString(auth)))
        .encode();
  }

  public String open(byte[] body) throws Exception {
    byte[] salt = Arrays.copyOf(body, 16);
    int length = body[20];
    byte[] theirs = Arrays.copyOfRange(body, 21, 21 + length);
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(privateKey);
    agreement.doPhase(Points.publicKey(theirs), true);
    byte[] info = "WebPush: info\0".getBytes(StandardCharsets.US_ASCII);
    byte[] input =
        expanded(
            hmac(auth, agreement.generateSecret()),
            concat(concat(info, Points.bytes(publicKey)), theirs),
            32);
    byte[] root = hmac(salt, input);
    byte[] key = expanded(root, ascii("Content-Encoding: aes128gcm\0"), 16);
    byte[] nonce = expanded(root, ascii("Content-Encoding: nonce\0"), 12);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
    byte[] padded = cipher.doFinal(body, 21 + length, body.length - 21 - length);
    int end = padded.length - 1;
    while (padded[end] == 0) {
      end--;
    }
    if (padded[end] != 2) {
      throw new IllegalStateException("not the last record");
    }
    return new String(padded, 0, end, StandardCharsets.UTF_8);
  }

  private static byte[] expanded(byte[] root, byte[] info, int length) throws Exception {
    return Arrays.copyOf(hmac(root, concat(info, new byte[] {1})), length);
  }

  private static byte[] hmac(byte[] key, byte[] text) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
