package care.silverbell.records.band;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A band's secret as it is kept: salted and hashed. Secrets are random and long, so one SHA-256 is
 * enough, and a thousand bands can come back at once after a power cut.
 */
record BandSecret(byte[] salt, byte[] hash) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SALT_BYTES = 16;
  private static final int SECRET_BYTES = 18;

  /** A secret nobody has had before, in 24 characters that can be typed. */
  static String fresh() {
    byte[] bytes = new byte[SECRET_BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static BandSecret of(String secret) {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    return new BandSecret(salt, hash(salt, secret));
  }

  boolean matches(String secret) {
    return MessageDigest.isEqual(hash, hash(salt, secret));
  }

  private static byte[] hash(byte[] salt, String secret) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(salt);
      return digest.digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
