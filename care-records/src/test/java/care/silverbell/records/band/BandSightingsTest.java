package care.silverbell.records.band;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.silverbell.ingest.database.DatabaseTrouble;
import care.silverbell.ingest.reading.BandSerial;
import care.silverbell.ingest.reading.BandState;
import care.silverbell.ingest.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What was last heard of each band: the newest is kept, and nothing of strangers. */
class BandSightingsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
  private static final BandSerial BAND = new BandSerial("b-1");

  private final TestDatabase database = TestDatabase.create("records");
  private final Bands bands = new Bands(database.database(), InstantSource.fixed(NOW));
  private final BandSightings sightings = new BandSightings(bands, database.database());

  BandSightingsTest() {
    bands.register(BAND, "secret");
  }

  @AfterEach
  void close() {
    sightings.close();
    bands.close();
    database.close();
  }

  @Test
  void ofManySightingsTheNewestIsKeptAndWhatItDidNotSayStays() {
    hear(0, new BandState(true, 80, null, null, "1.0"));
    hear(1, null);
    hear(2, new BandState(null, 79, null, null, null));
    sightings.write();

    assertHeard(2, true, 79, "1.0");
    hear(3, null);
    sightings.write();
    assertHeard(3, true, 79, "1.0");
  }

  @Test
  void theLastWillPutsABandOfflineAndIsNotItsOwnVoice() {
    hear(0, new BandState(true, 80, null, null, "1.0"));
    hear(60, new BandState(false, null, null, null, null));
    sightings.write();
    assertHeard(0, false, 80, "1.0");

    hear(61, null);
    sightings.write();
    assertHeard(61, true, 80, "1.0");
  }

  @Test
  void whatABrokerHadKeptDoesNotReplaceWhatIsNewer() {
    hear(100, new BandState(true, 50, null, null, "2.0"));
    hear(10, new BandState(true, 90, null, null, "1.0"));
    sightings.write();
    assertHeard(100, true, 50, "2.0");

    hear(20, new BandState(true, 85, null, null, "1.0"));
    sightings.write();
    assertHeard(100, true, 50, "2.0");
  }

  @Test
  void aStrangerIsNotRemembered() {
    sightings.onHeard(new BandSerial("stranger"), NOW, null);
    sightings.write();

    assertThat(database.database().query("counting", "select from band_seen").size()).isZero();
  }

  @Test
  void whatCouldNotBeWrittenIsWrittenTheNextTime() {
    hear(0, new BandState(true, 80, null, null, null));
    var _ =
        database.database().query("taking the table away", "alter table band_seen rename to away");
    assertThatThrownBy(sightings::write).isInstanceOf(DatabaseTrouble.class);
    hear(1, null);
    var _ = database.database().query("giving it back", "alter table away rename to band_seen");
    sightings.write();

    assertHeard(1, true, 80, null);
  }

  @Test
  void closingWritesWhatIsLeft() {
    hear(5, null);
    sightings.close();

    assertHeard(5, true, null, null);
  }

  @Test
  void fiftyThousandMessagesOfTwoThousandBandsAreTakenInAMomentAndWrittenAtOnce() {
    for (int i = 0; i < 2_000; i++) {
      var _ =
          database
              .database()
              .query(
                  "registering",
                  "insert into band (serial, salt, secret_hash, registered_at) values ($1, '', '', now())",
                  "many-" + i);
    }
    bands.reread();
    Instant begun = Instant.now();
    for (int i = 0; i < 50_000; i++) {
      sightings.onHeard(new BandSerial("many-" + i % 2_000), NOW.plusMillis(i), null);
    }
    // A core does far more in a second; this only catches a look-up in the database.
    assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(2));
    sightings.write();

    assertThat(database.database().query("counting", "select from band_seen").size())
        .isEqualTo(2_000);
  }

  private void hear(int second, @Nullable BandState state) {
    sightings.onHeard(BAND, NOW.plusSeconds(second), state);
  }

  private void assertHeard(
      int second, boolean online, @Nullable Integer battery, @Nullable String firmware) {
    assertThat(bands.find(BAND).orElseThrow().heard())
        .isEqualTo(new Bands.Heard(NOW.plusSeconds(second), online, battery, firmware));
  }
}
