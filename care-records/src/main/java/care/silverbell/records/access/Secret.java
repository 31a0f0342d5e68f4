package care.silverbell.records.access;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Something random that opens a door, and the hash that is all we keep of it. */
public final class Secret {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int TOKEN_BYTES = 32;

  /** Without 0 and O, 1, I and L, which are taken for each other when read aloud or off paper. */
  private static final String ALOUD = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

  private Secret() {}

  /** 256 random bits for a machine to keep. */
  public static String token() {
    byte[] bytes = new byte[TOKEN_BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Random letters and digits for a person to read to another; about 5 bits each. */
  public static String aloud(int characters) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < characters; i++) {
      text.append(ALOUD.charAt(RANDOM.nextInt(ALOUD.length())));
    }
    return text.toString();
  }

  /** What is kept: who reads the database cannot come in with it. */
  public static Buffer hash(String secret) {
    try {
      return Buffer.buffer(
          MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
