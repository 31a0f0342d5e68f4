package care.silverbell.ingest.broker;

import static care.silverbell.ingest.broker.Inbox.awaitConnected;
import static care.silverbell.ingest.broker.Inbox.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTlsTest {
  private static final String PASSWORD = "keystore-password";
  private static final String CALL = "silverbell/v1/bands/b-1/call";

  @TempDir Path folder;

  @Test
  void aBandIsHeardThroughTheEncryptedDoorAndAStrangersCertificateIsRefused() throws Exception {
    Path keystore = keystore("broker", "dns:localhost");
    try (EmbeddedBroker broker = start(keystore)) {
      String url = "ssl://localhost:" + broker.tlsPort();
      BrokerSettings service =
          new BrokerSettings(url, "silverbell", broker.serviceSettings().password());
      Inbox inbox = new Inbox();
      try (BrokerConnection trusting = open(service, "silverbell-calls", inbox, keystore);
          BrokerConnection wary =
              open(service, "silverbell-other", inbox, keystore("stranger", "dns:localhost"));
          BareClient band =
              BareClient.connect(
                  new BrokerSettings("tcp://localhost:" + broker.port(), "b-1", "s"), "b")) {
        awaitConnected(trusting);
        band.publish(CALL, "x".repeat(100_000));
        assertThat(text(inbox.next())).hasSize(100_000);
        assertThat(wary.isConnected()).isFalse();
      }
    }
  }

  @Test
  void aCertificateForAnotherNameIsRefused() throws Exception {
    Path keystore = keystore("broker", "dns:elsewhere.example");
    try (EmbeddedBroker broker = start(keystore)) {
      BrokerSettings service =
          new BrokerSettings(
              "ssl://localhost:" + broker.tlsPort(),
              "silverbell",
              broker.serviceSettings().password());
      try (BrokerConnection connection = open(service, "silverbell-x", new Inbox(), keystore)) {
        await()
            .during(Duration.ofMillis(1_500))
            .atMost(Duration.ofSeconds(3))
            .until(() -> !connection.isConnected());
      }
    }
  }

  private EmbeddedBroker start(Path keystore) {
    return EmbeddedBroker.start(
        new EmbeddedBroker.Settings(
            folder.resolve("data"), "localhost", 0, new EmbeddedBroker.Tls(0, keystore, PASSWORD)),
        (serial, secret) -> serial.equals("b-1"));
  }

  private static BrokerConnection open(
      BrokerSettings settings, String clientId, Inbox inbox, Path trusted) throws Exception {
    return BrokerConnection.open(
        settings, clientId, List.of("silverbell/v1/bands/+/call"), 100, inbox, trusting(trusted));
  }

  private Path keystore(String name, String subject) throws Exception {
    Path file = folder.resolve(name + "-" + subject.hashCode() + ".p12");
    int code =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + name,
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
    assertThat(code).isZero();
    return file;
  }

  private static SSLContext trusting(Path keystore) throws Exception {
    KeyStore own = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keystore)) {
      own.load(in, PASSWORD.toCharArray());
    }
    String alias = own.aliases().nextElement();
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry(alias, own.getCertificate(alias));
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }
}
