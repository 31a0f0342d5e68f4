package care.silverbell.records.response.reach;

import care.silverbell.ingest.database.Database;
import care.silverbell.records.seal.RecordSeal;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whom push services and browsers know this service as (VAPID, RFC 8292): a P-256 key pair, made
 * once for all instances, whose private half is kept sealed.
 */
public final class PushIdentity {
  private static final Logger log = LoggerFactory.getLogger(PushIdentity.class);

  /** An uncompressed point is what ends its X.509 form. */
  private static final int POINT_BYTES = 65;

  private final KeyPair keys;

  private PushIdentity(KeyPair keys) {
    this.keys = keys;
  }

  /**
   * The one that is kept, which is made where there is none. Where the record key is another one
   * than it was sealed with, it is made anew, and browsers subscribe anew.
   */
  public static PushIdentity open(Database database, RecordSeal seal) {
    var rows = database.query("reading the push identity", "select * from push_identity");
    if (rows.size() > 0) {
      try {
        return new PushIdentity(opened(rows.iterator().next(), seal));
      } catch (IllegalStateException e) {
        log.warn(
            "the push identity was sealed with another record key; browsers must subscribe anew",
            e);
        var _ = database.query("forgetting the push identity", "delete from push_identity");
        var _ = database.query("forgetting push subscriptions", "delete from push_subscription");
      }
    }
    keep(database, seal, made());
    Row kept =
        database
            .query("reading the push identity", "select * from push_identity")
            .iterator()
            .next();
    return new PushIdentity(opened(kept, seal));
  }

  /** Both halves, for signing. */
  public KeyPair keys() {
    return keys;
  }

  /** What a browser subscribes with: the public point, base64url. */
  public String applicationServerKey() {
    byte[] encoded = keys.getPublic().getEncoded();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Arrays.copyOfRange(encoded, encoded.length - POINT_BYTES, encoded.length));
  }

  private static void keep(Database database, RecordSeal seal, KeyPair keys) {
    UUID id = UUID.randomUUID();
    String whole = Base64.getEncoder().encodeToString(keys.getPrivate().getEncoded());
    var _ =
        database.query(
            "keeping the push identity",
            """
            insert into push_identity (id, public_key, private_key_sealed) values ($1, $2, $3) on conflict do nothing
            """,
            id,
            Buffer.buffer(keys.getPublic().getEncoded()),
            Buffer.buffer(seal.seal(id, whole)));
  }

  private static KeyPair opened(Row row, RecordSeal seal) {
    try {
      String whole = seal.open(row.getUUID("id"), row.getBuffer("private_key_sealed").getBytes());
      KeyFactory factory = KeyFactory.getInstance("EC");
      return new KeyPair(
          factory.generatePublic(new X509EncodedKeySpec(row.getBuffer("public_key").getBytes())),
          factory.generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(whole))));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the push identity cannot be read", e);
    }
  }

  private static KeyPair made() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has P-256", e);
    }
  }
}
