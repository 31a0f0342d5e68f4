package care.silverbell.ingest.broker;

import static care.silverbell.ingest.broker.Inbox.awaitConnected;
import static care.silverbell.ingest.broker.Inbox.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.silverbell.ingest.testing.Certificate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTlsTest {
  private static final String CALL = "silverbell/v1/bands/b-1/call";

  @TempDir Path folder;

  @Test
  void aBandIsHeardThroughTheEncryptedDoorAndAStrangersCertificateIsRefused() throws Exception {
    Certificate certificate = Certificate.make(folder, "dns:localhost");
    try (EmbeddedBroker broker = start(certificate)) {
      String url = "ssl://localhost:" + broker.tlsPort();
      BrokerSettings service =
          new BrokerSettings(url, "silverbell", broker.serviceSettings().password());
      Inbox inbox = new Inbox();
      try (BrokerConnection trusting = open(service, "silverbell-calls", inbox, certificate);
          BrokerConnection wary =
              open(service, "silverbell-other", inbox, Certificate.make(folder, "dns:localhost"));
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
    Certificate certificate = Certificate.make(folder, "dns:elsewhere.example");
    try (EmbeddedBroker broker = start(certificate)) {
      BrokerSettings service =
          new BrokerSettings(
              "ssl://localhost:" + broker.tlsPort(),
              "silverbell",
              broker.serviceSettings().password());
      try (BrokerConnection connection = open(service, "silverbell-x", new Inbox(), certificate)) {
        await()
            .during(Duration.ofMillis(1_500))
            .atMost(Duration.ofSeconds(3))
            .until(() -> !connection.isConnected());
      }
    }
  }

  private EmbeddedBroker start(Certificate certificate) {
    return EmbeddedBroker.start(
        new EmbeddedBroker.Settings(
            folder.resolve("data"),
            "localhost",
            0,
            new EmbeddedBroker.Tls(0, certificate.file(), Certificate.PASSWORD)),
        (serial, secret) -> serial.equals("b-1"));
  }

  private static BrokerConnection open(
      BrokerSettings settings, String clientId, Inbox inbox, Certificate trusted) {
    return BrokerConnection.open(
        settings, clientId, List.of("silverbell/v1/bands/+/call"), 100, inbox, trusted.context());
  }
}
