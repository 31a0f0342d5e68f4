package care.silverbell.alerting.notification.channel.push;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the service shows push services as its name (VAPID, RFC 8292). A browser's subscription is
 * bound to it: whoever loses it loses all subscriptions, and two instances on one database need the
 * same one.
 */
public final class VapidKey {
  private static final Logger log = LoggerFactory.getLogger(VapidKey.class);
  private static final String FILE = "push.key";
  private static final int PROBE = 16;

  /** RFC 8292 allows 24 h at most; half of it forgives a clock that is off. */
  private static final Duration VALID = Duration.ofHours(12);

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final ECPublicKey publicKey;
  private final ECPrivateKey privateKey;

  private VapidKey(ECPublicKey publicKey, ECPrivateKey privateKey) {
    this.publicKey = publicKey;
    this.privateKey = privateKey;
  }

  /**
   * Reads the key as it is set and as the file holds it: public and private key in base64url, with
   * a dot between them.
   *
   * @throws IllegalArgumentException if it is anything else; the text itself is not repeated
   */
  public static VapidKey of(String text) {
    String[] parts = text.strip().split("\\.");
    if (parts.length == 2) {
      try {
        VapidKey key =
            new VapidKey(
                Points.publicKey(Base64.getUrlDecoder().decode(parts[0])),
                Points.privateKey(Base64.getUrlDecoder().decode(parts[1])));
        if (key.isPair()) {
          return key;
        }
      } catch (IllegalArgumentException e) {
        // said below, without the text
      }
    }
    throw new IllegalArgumentException(
        "a VAPID key pair: public and private key in base64url, with a dot between them");
  }

  /**
   * The key that is set, or else the one of {@code push.key} in the folder, which is made where
   * there is none.
   *
   * @throws IllegalStateException if the file does not hold a key
   */
  public static VapidKey open(@Nullable VapidKey set, Path folder) {
    if (set != null) {
      return set;
    }
    Path file = folder.resolve(FILE);
    try {
      if (!Files.exists(file)) {
        make(folder, file);
      }
      return of(Files.readString(file, StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read or written", e);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          file + " is not a key (" + e.getMessage() + "): put it back from a copy", e);
    }
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

  private boolean isPair() {
    try {
      byte[] something = new byte[PROBE];
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(privateKey);
      signature.update(something);
      byte[] signed = signature.sign();
      signature.initVerify(publicKey);
      signature.update(something);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static String origin(URI endpoint) {
    return endpoint.getScheme() + "://" + endpoint.getAuthority();
  }

  private static String base64(String text) {
    return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void make(Path folder, Path file) throws IOException {
    KeyPair pair = Points.fresh();
    String text =
        BASE64.encodeToString(Points.bytes((ECPublicKey) pair.getPublic()))
            + "."
            + BASE64.encodeToString(Points.bytes((ECPrivateKey) pair.getPrivate()));
    Files.createDirectories(folder);
    try (var channel =
        Files.newByteChannel(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownersOnly())) {
      channel.write(StandardCharsets.US_ASCII.encode(text));
    } catch (FileAlreadyExistsException e) {
      return; // made by another thread at this very moment
    }
    log.info("{} was made: browsers subscribe to push messages with it", file.toAbsolutePath());
  }

  private static FileAttribute<?>[] ownersOnly() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  /** Without the private key. */
  @Override
  public String toString() {
    return "VapidKey[" + publicKey() + "]";
  }
}
