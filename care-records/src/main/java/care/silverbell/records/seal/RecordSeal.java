package care.silverbell.records.seal;

import care.silverbell.ingest.database.Database;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
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
  private static final String ONE_AT_A_TIME =
      "select pg_advisory_xact_lock(hashtextextended('record key', 0))";

  private final SecureRandom random = new SecureRandom();
  private final SecretKeySpec sealing;
  private final SecretKeySpec marking;
  private final byte[] checkValue;

  /** Null where nobody else may have another key. */
  private final @Nullable Database database;

  private volatile boolean claimed;

  private RecordSeal(RecordKey key, @Nullable Database database) {
    this.database = database;
    byte[] bytes = key.bytes();
    sealing = new SecretKeySpec(hmac(bytes, "silverbell record seal"), "AES");
    marking = new SecretKeySpec(hmac(bytes, "silverbell record mark"), "HmacSHA256");
    checkValue = checkValue(key);
  }

  private static byte[] checkValue(RecordKey key) {
    return hmac(key.bytes(), "silverbell record check");
  }

  /** With that key, whatever the database was sealed with. */
  public static RecordSeal of(RecordKey key) {
    return new RecordSeal(key, null);
  }

  /**
   * With the key that is set, or the file's, which is made where there is none yet. Services that
   * start at once on one database take turns: the first one's key is the database's, and another
   * that has a key of its own is refused. Only a key that was set may take the place of one that
   * nothing was sealed with.
   *
   * @param set null where none is set
   * @param folder where the file is
   * @throws IllegalStateException if another key is the database's
   */
  public static RecordSeal open(Database database, @Nullable RecordKey set, Path folder) {
    RecordKey key =
        database.transaction(
            "agreeing on the record key",
            tx -> {
              var _ = Database.query(tx, "waiting for another service's key", ONE_AT_A_TIME);
              return agreed(tx, set, folder);
            });
    return new RecordSeal(key, database);
  }

  private static RecordKey agreed(SqlConnection tx, @Nullable RecordKey set, Path folder) {
    Optional<RecordKey> own = RecordKey.find(set, folder);
    var rows =
        Database.query(
            tx,
            "reading the record key's check value",
            "select check_value, used or exists (select from person where resident_id_sealed is not null) as used"
                + " from record_key");
    boolean known = rows.size() > 0;
    boolean used = known ? rows.iterator().next().getBoolean("used") : anythingSealed(tx);
    if (own.isEmpty() && (known || used)) {
      throw wrong("there is no record.key in " + folder.toAbsolutePath());
    }
    RecordKey key = own.orElseGet(() -> RecordKey.make(folder));
    byte[] mine = checkValue(key);
    boolean same =
        !known
            || MessageDigest.isEqual(
                rows.iterator().next().getBuffer("check_value").getBytes(), mine);
    if (!same && (used || set == null)) {
      throw wrong("the record key is another one");
    }
    var _ =
        Database.query(
            tx,
            "keeping the record key's check value",
            "insert into record_key (check_value) values ($1)"
                + " on conflict (only_one) do update set check_value = excluded.check_value",
            Buffer.buffer(mine));
    return key;
  }

  /** Sealed for that person; opens for nobody else. */
  public byte[] seal(UUID person, String text) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    return seal(person, text, nonce);
  }

  /**
   * The same, and the same for the same text: whoever has not the key can tell that two are alike,
   * and no more.
   */
  byte[] sealAlike(UUID person, String text) {
    byte[] nonce = Arrays.copyOf(mark("nonce for " + person + " " + text), NONCE_BYTES);
    return seal(person, text, nonce);
  }

  private byte[] seal(UUID person, String text, byte[] nonce) {
    claim();
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

  /**
   * Before the first number: from now on no other key may take this one's place.
   *
   * @throws IllegalStateException if one has, since this service started
   */
  private void claim() {
    if (claimed || database == null) {
      return;
    }
    int mine =
        database
            .query(
                "noting that the record key is used",
                "update record_key set used = true where check_value = $1",
                Buffer.buffer(checkValue))
            .rowCount();
    if (mine == 0) {
      throw wrong("another service has set another record key meanwhile");
    }
    claimed = true;
  }

  private static boolean anythingSealed(SqlConnection tx) {
    return Database.query(
                tx,
                "looking for sealed numbers",
                "select from person where resident_id_sealed is not null limit 1")
            .size()
        > 0;
  }

  private static IllegalStateException wrong(String what) {
    return new IllegalStateException(
        what
            + ", but this database has a key that people's resident id numbers are sealed with: set"
            + " SILVERBELL_RECORD_KEY to that key for every service on it, or put its record.key"
            + " back from a copy");
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
