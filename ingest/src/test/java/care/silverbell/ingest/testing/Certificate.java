package care.silverbell.ingest.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate that nobody has signed, made for one test. */
public final class Certificate {
  /** Of its file and of the key in it. */
  public static final String PASSWORD = "only-for-this-test";

  private final Path file;
  private final SSLContext context;

  private Certificate(Path file, SSLContext context) {
    this.file = file;
    this.context = context;
  }

  /** One of 127.0.0.1. */
  public static Certificate make(Path folder) throws Exception {
    return make(folder, "ip:127.0.0.1");
  }

  /** One of that subject, such as {@code dns:localhost}. */
  public static Certificate make(Path folder, String subject) throws Exception {
    Path file = Files.createTempDirectory(folder, "certificate").resolve("peer.p12");
    int code =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "peer",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=peer",
                "-ext",
                "san=" + subject,
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
    if (code != 0) {
      throw new IllegalStateException("keytool ended with " + code);
    }
    return new Certificate(file, context(file));
  }

  /** For the one who shows it, and for the one who trusts it. */
  public SSLContext context() {
    return context;
  }

  /** A PKCS#12 file with the certificate and its key. */
  public Path file() {
    return file;
  }

  private static SSLContext context(Path file) throws GeneralSecurityException, IOException {
    KeyStore own = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      own.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(own, PASSWORD.toCharArray());
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("peer", (X509Certificate) own.getCertificate("peer"));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
