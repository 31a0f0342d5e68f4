package care.silverbell.ingest.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.silverbell.ingest.reading.Location;
import care.silverbell.ingest.reading.Moment;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Position;
import care.silverbell.ingest.reading.Reading;
import care.silverbell.ingest.reading.Sign;
import care.silverbell.ingest.reading.Signs;
import care.silverbell.ingest.reading.Vitals;
import care.silverbell.ingest.testing.RealInflux;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class InfluxTelemetryStoreTest extends TelemetryStoreContract {
  private static final SimpleMeterRegistry REGISTRY = new SimpleMeterRegistry();
  private static RealInflux influx;
  private static TelemetryStore store;

  @BeforeAll
  static void open() {
    influx = RealInflux.start();
    store = store(InfluxSettings.open(influx.url()));
  }

  @AfterAll
  static void close() {
    if (influx != null) {
      store.close();
      influx.close();
    }
  }

  @Override
  TelemetryStore store() {
    return store;
  }

  private static TelemetryStore store(InfluxSettings settings) {
    return new InfluxTelemetryStore(
        settings, InstantSource.fixed(NOW), new TelemetryMetrics(REGISTRY));
  }

  @Test
  void aDatabaseWithAnOddNameIsMade() {
    var settings = new InfluxSettings(influx.url(), null, null, "银铃 \"one\"; drop");
    try (TelemetryStore odd = store(settings)) {
      var person = new PersonId(UUID.randomUUID());
      odd.write(List.of(vitals(person, 0, 70.0)));
      assertThat(odd.latest(person).signs()).containsKey(Sign.TEMPERATURE);
      assertThat(store.latest(person).signs()).isEmpty();
    }
  }

  @Test
  void badReadingsArePutAsideAndTheOthersAreKept() {
    double refusedBefore = REGISTRY.counter("silverbell.store.refused").count();
    var person = new PersonId(UUID.randomUUID());
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      readings.add(vitals(person, i, i == 17 || i == 18 || i == 199 ? Double.NaN : 36.5));
    }
    List<Refused> refused = store.write(readings);
    assertThat(store.points(person, Sign.TEMPERATURE, NOW, NOW.plusSeconds(500), 500)).hasSize(197);
    assertThat(refused)
        .hasSize(3)
        .allMatch(it -> it.text().contains("NaN") && !it.reason().isBlank());
    assertThat(REGISTRY.counter("silverbell.store.refused").count() - refusedBefore).isEqualTo(3);
  }

  @Test
  void aFieldThatSomebodyWroteWithAnotherTypeIsPutAside() {
    var settings = new InfluxSettings(influx.url(), null, null, "other-type");
    var person = new PersonId(UUID.randomUUID());
    try (TelemetryStore other = store(settings)) {
      other.write(List.of(new Location(person, Moment.of(NOW), new Position(1, 2, null, null))));
      String line = "vitals,person=someone heartRate=\"fast\" " + NOW.toEpochMilli();
      assertThat(influx.post("/write?db=other-type&precision=ms", "text/plain", line).statusCode())
          .isEqualTo(204);
      var beat = new Vitals(person, Moment.of(NOW), Signs.ofHeartRate(70));
      List<Refused> refused = other.write(List.of(beat, vitals(person, 0, 36.5)));
      assertThat(refused)
          .singleElement()
          .satisfies(it -> {
            assertThat(it.reason()).contains("field type conflict");
            assertThat(it.readings()).containsExactly(beat);
          });
      assertThat(other.latest(person).signs()).containsOnlyKeys(Sign.TEMPERATURE);
    }
  }

  @Test
  void anUploadOlderThanWhatIsKeptIsRefusedAtOnce() {
    var settings = new InfluxSettings(influx.url(), null, null, "short");
    influx.post(
        "/query", "application/x-www-form-urlencoded", "q=CREATE+DATABASE+short+WITH+DURATION+1h");
    var person = new PersonId(UUID.randomUUID());
    List<Reading> upload = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      upload.add(vitals(person, i, 36.5));
    }
    try (TelemetryStore brief = store(settings)) {
      List<Refused> refused = brief.write(upload);
      assertThat(refused).hasSize(300);
      // By the server's own count: it was asked once, not for each half of it again.
      assertThat(refused).allMatch(it -> it.reason().contains("dropped=300"));
    }
  }

  @Test
  void aServerThatComesLaterIsFound() {
    try (RealInflux late = RealInflux.start()) {
      late.stop();
      try (TelemetryStore patient = store(InfluxSettings.open(late.url()))) {
        var person = new PersonId(UUID.randomUUID());
        List<Reading> readings = List.of(vitals(person, 0, 36.5));
        assertThatThrownBy(() -> patient.write(readings)).isInstanceOf(TelemetryUnavailable.class);
        assertThatThrownBy(() -> patient.latest(person)).isInstanceOf(TelemetryUnavailable.class);
        assertThat(patient.trouble().orElseThrow()).contains(late.url());
        late.startAgain();
        patient.write(readings);
        assertThat(patient.latest(person).signs()).containsOnlyKeys(Sign.TEMPERATURE);
        assertThat(patient.trouble()).isEmpty();
      }
    }
  }

  @Test
  void aDatabaseDroppedMeanwhileIsMadeAgain() {
    var settings = new InfluxSettings(influx.url(), null, null, "dropped");
    var person = new PersonId(UUID.randomUUID());
    List<Reading> readings = List.of(vitals(person, 0, 36.5));
    try (TelemetryStore again = store(settings)) {
      again.write(readings);
      influx.post("/query", "application/x-www-form-urlencoded", "q=DROP+DATABASE+dropped");
      assertThatThrownBy(() -> again.write(readings)).isInstanceOf(TelemetryUnavailable.class);
      assertThat(again.write(readings)).isEmpty();
      assertThat(again.latest(person).signs()).containsOnlyKeys(Sign.TEMPERATURE);
    }
  }

  private static Vitals vitals(PersonId person, int second, double temperature) {
    var signs = new Signs(null, null, null, null, temperature, null, null, null);
    return new Vitals(person, Moment.of(NOW.plusSeconds(second)), signs);
  }
}
