package care.silverbell.ingest.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.silverbell.ingest.reading.Moment;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Reading;
import care.silverbell.ingest.reading.Signs;
import care.silverbell.ingest.reading.Vitals;
import care.silverbell.ingest.testing.RealInflux;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The whole contract through the doors of a version after 1.x. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LaterInfluxContract extends TelemetryStoreContract {
  private static final PersonId ANNA = new PersonId(UUID.randomUUID());
  private static final List<Reading> READINGS =
      List.of(new Vitals(ANNA, Moment.of(NOW), Signs.ofHeartRate(70)));

  private final String version;
  private final @Nullable String org;
  private @Nullable RealInflux behind;
  private InfluxPeer peer;
  private TelemetryStore store;

  LaterInfluxContract(String version, @Nullable String org) {
    this.version = version;
    this.org = org;
  }

  @BeforeAll
  void open() {
    behind = RealInflux.start();
    peer = new InfluxPeer(behind, version);
    store = store(peer, InfluxPeer.TOKEN);
  }

  @AfterAll
  void close() {
    if (behind != null) {
      store.close();
      peer.close();
      behind.close();
    }
  }

  @Override
  TelemetryStore store() {
    return store;
  }

  private TelemetryStore store(InfluxPeer at, String token) {
    return new InfluxTelemetryStore(
        new InfluxSettings(at.url() + "/", token, org, InfluxSettings.DEFAULT_BUCKET),
        InstantSource.fixed(NOW),
        new TelemetryMetrics(new SimpleMeterRegistry()));
  }

  @Test
  void nothingIsAskedThatThisVersionDoesNotKnow() {
    assertThat(store.write(READINGS)).isEmpty();
    assertThat(store.latest(ANNA).signs()).hasSize(1);
    assertThat(peer.refused()).isEmpty();
    assertThat(peer.paths()).containsExactly("GET /ping", "GET /query", "POST /api/v2/write");
  }

  @Test
  void aWrongTokenIsTroubleAndNoReadingIsPutAside() {
    try (var strict = new InfluxPeer(Objects.requireNonNull(behind), version);
        TelemetryStore stranger = store(strict, "wrong")) {
      assertThatThrownBy(() -> stranger.write(READINGS)).isInstanceOf(TelemetryUnavailable.class);
      assertThatThrownBy(() -> stranger.latest(ANNA)).isInstanceOf(TelemetryUnavailable.class);
      assertThat(stranger.trouble()).isPresent();
      assertThat(strict.refused())
          .isNotEmpty()
          .allMatch(refused -> refused.startsWith("unauthorized"));
    }
  }
}
