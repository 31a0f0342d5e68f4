package care.silverbell.records.seal;

import care.silverbell.ingest.database.Database;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals a number for one person (AES-256-GCM) and marks it so that it can be found again
 * (HMAC-SHA-256). The two keys are derived from one, so that neither tells of the other.
 */
public final class RecordSeal {
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecureRandom random = new SecureRandom();
  private final SecretKeySpec sealing;
  private final SecretKeySpec marking;
  private final byte[] checkValue;

  private RecordSeal(RecordKey key) {
    byte[] bytes = key.bytes();
    sealing = new SecretKeySpec(hmac(bytes, "silverbell record seal"), "AES");
    marking = new SecretKeySpec(hmac(bytes, "silverbell record mark"), "HmacSHA256");
    checkValue = hmac(bytes, "silverbell record check");
  }

  /** With that key, whatever the database was sealed with. */
  public static RecordSeal of(RecordKey key) {
    return new RecordSeal(key);
  }

  /**
   * With the key that is set, or the file's, which is made where there is none yet.
   *
   * @param set null where none is set
   * @param folder where the file is
   * @throws IllegalStateException if numbers are sealed with another key
   */
  public static RecordSeal open(Database database, @Nullable RecordKey set, Path folder) {
    boolean sealed = anythingSealed(database);
    RecordKey key =
        RecordKey.find(set, folder)
            .orElseGet(() -> {
              if (sealed) {
                throw wrong("there is no record.key in " + folder.toAbsolutePath());
              }
              return RecordKey.make(folder);
            });
    RecordSeal seal = new RecordSeal(key);
    seal.check(database, sealed);
    return seal;
  }

  /** Sealed for that person; opens for nobody else. */
  public byte[] seal(UUID person, String text) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed = aes(Cipher.ENCRYPT_MODE, nonce, person, text.getBytes(StandardCharsets.UTF_8));
    return ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
  }

  /**
   * What was sealed for that person.
   *
   * @throws IllegalStateException if it was sealed for another, or with another key, or is damaged
   */
  public String open(UUID person, byte[] sealed) {
    ByteBuffer bytes = ByteBuffer.wrap(sealed);
    byte[] nonce = new byte[NONCE_BYTES];
    bytes.get(nonce);
    byte[] rest = new byte[bytes.remaining()];
    bytes.get(rest);
    return new String(aes(Cipher.DECRYPT_MODE, nonce, person, rest), StandardCharsets.UTF_8);
  }

  /** The same for the same text; tells nothing of it to whoever has not the key. */
  public byte[] mark(String text) {
    return hmac(marking.getEncoded(), text);
  }

  private void check(Database database, boolean sealed) {
    Buffer mine = Buffer.buffer(checkValue);
    var _ =
        database.query(
            "keeping the record key's check value",
            sealed
                ? "insert into record_key (check_value) values ($1) on conflict do nothing"
                : "insert into record_key (check_value) values ($1)"
                    + " on conflict (only_one) do update set check_value = excluded.check_value",
            mine);
    byte[] kept =
        database
            .query("reading the record key's check value", "select check_value from record_key")
            .iterator()
            .next()
            .getBuffer("check_value")
            .getBytes();
    if (!MessageDigest.isEqual(kept, checkValue)) {
      throw wrong("the record key is another one");
    }
  }

  private static boolean anythingSealed(Database database) {
    return database
            .query(
                "looking for sealed numbers",
                "select from person where resident_id_sealed is not null limit 1")
            .size()
        > 0;
  }

  private static IllegalStateException wrong(String what) {
    return new IllegalStateException(
        what
            + ", but people's resident id numbers in this database are sealed with a key: set"
            + " SILVERBELL_RECORD_KEY to that key, or put its record.key back from a copy");
  }

  private byte[] aes(int mode, byte[] nonce, UUID person, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, sealing, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(person.toString().getBytes(StandardCharsets.US_ASCII));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "a sealed number of person " + person + " is not readable", e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HMAC-SHA-256", e);
    }
  }
}
