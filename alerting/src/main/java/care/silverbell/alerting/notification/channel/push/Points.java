package care.silverbell.alerting.notification.channel.push;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EllipticCurve;
import java.util.Arrays;

/** The keys of Web Push: P-256, written as a browser writes them. */
final class Points {
  /** Length of a public key: 4, x, y. */
  static final int PUBLIC_BYTES = 65;

  static final int PRIVATE_BYTES = 32;

  private static final byte UNCOMPRESSED = 4;
  private static final ECParameterSpec P256 = p256();

  private Points() {}

  /** A fresh pair. */
  static KeyPair fresh() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(P256);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As the wire has it: 65 bytes. */
  static byte[] bytes(ECPublicKey key) {
    byte[] bytes = new byte[PUBLIC_BYTES];
    bytes[0] = UNCOMPRESSED;
    copy(key.getW().getAffineX(), bytes, 1);
    copy(key.getW().getAffineY(), bytes, 1 + PRIVATE_BYTES);
    return bytes;
  }

  /** As the wire has it: 32 bytes. */
  static byte[] bytes(ECPrivateKey key) {
    byte[] bytes = new byte[PRIVATE_BYTES];
    copy(key.getS(), bytes, 0);
    return bytes;
  }

  /**
   * Reads 65 bytes.
   *
   * @throws IllegalArgumentException if they are no point of the curve: a point beside it would let
   *     its sender learn our key
   */
  static ECPublicKey publicKey(byte[] bytes) {
    if (bytes.length != PUBLIC_BYTES || bytes[0] != UNCOMPRESSED) {
      throw new IllegalArgumentException("not a public key of 65 bytes");
    }
    BigInteger x = new BigInteger(1, Arrays.copyOfRange(bytes, 1, 1 + PRIVATE_BYTES));
    BigInteger y = new BigInteger(1, Arrays.copyOfRange(bytes, 1 + PRIVATE_BYTES, PUBLIC_BYTES));
    if (!isOnCurve(x, y)) {
      throw new IllegalArgumentException("not a point of P-256");
    }
    try {
      return (ECPublicKey)
          KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(new ECPoint(x, y), P256));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not a public key of P-256", e);
    }
  }

  /**
   * Reads 32 bytes.
   *
   * @throws IllegalArgumentException if they are no private key
   */
  static ECPrivateKey privateKey(byte[] bytes) {
    BigInteger s = new BigInteger(1, bytes);
    if (bytes.length != PRIVATE_BYTES || s.signum() == 0 || s.compareTo(P256.getOrder()) >= 0) {
      throw new IllegalArgumentException("not a private key of 32 bytes");
    }
    try {
      return (ECPrivateKey)
          KeyFactory.getInstance("EC").generatePrivate(new ECPrivateKeySpec(s, P256));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not a private key of P-256", e);
    }
  }

  private static boolean isOnCurve(BigInteger x, BigInteger y) {
    EllipticCurve curve = P256.getCurve();
    BigInteger p = ((ECFieldFp) curve.getField()).getP();
    if (x.compareTo(p) >= 0 || y.compareTo(p) >= 0) {
      return false;
    }
    BigInteger right = x.pow(3).add(curve.getA().multiply(x)).add(curve.getB()).mod(p);
    return y.multiply(y).mod(p).equals(right);
  }

  private static void copy(BigInteger number, byte[] into, int at) {
    byte[] bytes = number.toByteArray();
    int length = Math.min(bytes.length, PRIVATE_BYTES);
    System.arraycopy(bytes, bytes.length - length, into, at + PRIVATE_BYTES - length, length);
  }

  private static ECParameterSpec p256() {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec("secp256r1"));
      return parameters.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
