package care.silverbell.alerting.notification.channel.push;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals a message so that only one browser can read it, and no push service: RFC 8291 with the
 * content coding {@code aes128gcm} of RFC 8188, in one record.
 */
final class PushSealing {
  /** What fits into one record of 4096 bytes beside its header and its tag. */
  static final int LONGEST = 3993;

  private static final int RECORD = 4096;
  private static final int SALT_BYTES = 16;
  private static final int KEY_BYTES = 16;
  private static final int NONCE_BYTES = 12;
  private static final int INPUT_BYTES = 32;
  private static final int TAG_BITS = 128;
  private static final byte LAST_RECORD = 2;

  private PushSealing() {}

  /** The body of the request. */
  static byte[] seal(byte[] message, PushSubscription subscription) {
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    return seal(message, subscription, Points.fresh(), salt);
  }

  /** The same with the key and the salt of the RFC's example. */
  static byte[] seal(byte[] message, PushSubscription subscription, KeyPair own, byte[] salt) {
    if (message.length > LONGEST) {
      throw new IllegalArgumentException("a push message has at most " + LONGEST + " bytes");
    }
    byte[] ownPublic = Points.bytes((ECPublicKey) own.getPublic());
    byte[] theirPublic = Points.bytes(subscription.publicKey());
    try {
      KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
      agreement.init(own.getPrivate());
      agreement.doPhase(subscription.publicKey(), true);
      byte[] input =
          derive(
              subscription.auth(),
              agreement.generateSecret(),
              joined(info("WebPush: info"), theirPublic, ownPublic),
              INPUT_BYTES);
      byte[] key = derive(salt, input, info("Content-Encoding: aes128gcm"), KEY_BYTES);
      byte[] nonce = derive(salt, input, info("Content-Encoding: nonce"), NONCE_BYTES);
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(key, "AES"),
          new GCMParameterSpec(TAG_BITS, nonce));
      byte[] sealed = cipher.doFinal(joined(message, new byte[] {LAST_RECORD}));
      return ByteBuffer.allocate(SALT_BYTES + 4 + 1 + ownPublic.length + sealed.length)
          .put(salt)
          .putInt(RECORD)
          .put((byte) ownPublic.length)
          .put(ownPublic)
          .put(sealed)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] derive(byte[] salt, byte[] input, byte[] info, int length)
      throws GeneralSecurityException {
    return KDF.getInstance("HKDF-SHA256")
        .deriveData(
            HKDFParameterSpec.ofExtract().addSalt(salt).addIKM(input).thenExpand(info, length));
  }

  private static byte[] info(String label) {
    return (label + "\0").getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] joined(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    ByteBuffer joined = ByteBuffer.allocate(length);
    for (byte[] part : parts) {
      joined.put(part);
    }
    return joined.array();
  }
}
