package care.silverbell.alerting.notification;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The tokens of the links that answer a notice. Each is derived from a key and the dispatch, so
 * that a try after a restart bears the same link; the database has its hash only, and who reads a
 * copy of the database can answer nothing.
 */
public final class AnswerTokens {
  /** Stands in a message where the token goes; as long as a token, and as fit for an address. */
  static final String MARK = "answer-token-goes-here";

  private static final int BYTES = 16;

  private final SecretKeySpec key;

  /**
   * With that key, which must be the same for all instances and outlive a restart.
   *
   * @throws IllegalArgumentException if it is shorter than 16 bytes
   */
  public AnswerTokens(byte[] key) {
    if (key.length < BYTES) {
      throw new IllegalArgumentException("the key of the answer links has 16 bytes at least");
    }
    this.key = new SecretKeySpec(key, "HmacSHA256");
  }

  /** The token of that dispatch: 128 bits, in the alphabet of addresses. */
  public String of(UUID dispatch) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      byte[] all = mac.doFinal(("answer " + dispatch).getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(all, BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HMAC-SHA-256", e);
    }
  }

  /** What is kept of a token. */
  static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
