package care.silverbell.ingest.band;

import static care.silverbell.ingest.band.Frames.location;
import static care.silverbell.ingest.band.Frames.metresBetween;
import static care.silverbell.ingest.band.Frames.rejection;
import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.ingest.band.BandMessage.LocationReport;
import care.silverbell.ingest.reading.Position;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocationTest {

  @Test
  void aWholeFixIsReadWhole() {
    LocationReport report =
        location("{\"lat\":37.5391,\"lon\":121.3914,\"accuracy\":12,\"source\":\"WiFi\"}");
    assertThat(report.fixes().getFirst().position())
        .isEqualTo(new Position(37.5391, 121.3914, 12.0, Position.Source.WIFI));
    assertThat(report.faults()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    // Zhengzhou, from the fixtures of hujiulong/gcoord.
    "wgs84, 34.7478004, 113.6192856",
    "gcj02, 34.7466173, 113.6253334",
    "bd09, 34.7528605, 113.6317519",
  })
  void whateverTheDatumWgs84ComesOut(String datum, double lat, double lon) {
    LocationReport report =
        location("{\"lat\":%s,\"lon\":%s,\"datum\":\"%s\"}".formatted(lat, lon, datum));
    assertThat(metresBetween(report.fixes().getFirst().position(), 34.7478004, 113.6192856))
        .isLessThan(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"accuracy\":-1 | accuracy -1 is not a number of 0 to 100000 m",
        "\"accuracy\":100001 | accuracy 100001 is not a number of 0 to 100000 m",
        "\"source\":\"stars\" | source \"stars\" is not gps, wifi or cell",
        "\"source\":7 | source 7 is not gps, wifi or cell",
        "\"datum\":\"mars\" | datum \"mars\" is not wgs84, gcj02 or bd09; taken for wgs84",
      })
  void aBadDetailIsLeftOutAndThePlaceGoesOn(String detail, String fault) {
    LocationReport report = location("{\"lat\":37.5,\"lon\":121.4," + detail + "}");
    assertThat(report.fixes().getFirst().position())
        .isEqualTo(new Position(37.5, 121.4, null, null));
    assertThat(report.faults()).containsExactly(fault);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"lat\":90,\"lon\":180 | 90 | 180",
        "\"lat\":-90,\"lon\":-180 | -90 | -180",
        "\"lat\":0,\"lon\":0.1 | 0 | 0.1",
        "\"lat\":\"37.5\",\"lon\":\"121.4\" | 37.5 | 121.4",
      })
  void placesToTheEdgeOfTheWorldAreTaken(String fields, double lat, double lon) {
    assertThat(location("{" + fields + "}").fixes().getFirst().position())
        .isEqualTo(new Position(lat, lon, null, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"lat\":0,\"lon\":0} | lat 0 and lon 0 is how a band says that it has no fix",
        "{\"lat\":37.5} | a position needs both lat and lon",
        "{} | a position needs both lat and lon",
        "{\"lat\":90.1,\"lon\":0} | lat 90.1 is not a number of -90 to 90 degrees; "
            + "a position needs both lat and lon",
        "{\"lat\":NaN,\"lon\":-180.1} | lat NaN is not a number of -90 to 90 degrees; "
            + "lon -180.1 is not a number of -180 to 180 degrees; "
            + "a position needs both lat and lon",
      })
  void withoutAPlaceTheMessageIsRejected(String payload, String reason) {
    assertThat(rejection("location", payload)).isEqualTo(reason);
  }

  @Test
  void theGoodItemsOfATrackGoOn() {
    LocationReport report =
        location(
            "[{\"lat\":0,\"lon\":0},{\"lat\":37.5,\"lon\":121.4},{\"lat\":1},{\"lat\":37,\"lon\":121}]");
    assertThat(report.fixes())
        .extracting(fix -> fix.position().latitude())
        .containsExactly(37.5, 37.0);
    assertThat(report.faults())
        .containsExactly(
            "item 1: lat 0 and lon 0 is how a band says that it has no fix",
            "item 3: a position needs both lat and lon");
  }
}
