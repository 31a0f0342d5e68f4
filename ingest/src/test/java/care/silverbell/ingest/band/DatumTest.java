package care.silverbell.ingest.band;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.ingest.band.Datum.Point;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DatumTest {
  private static final double METRES_A_DEGREE = 111_195;

  /** Pairs from the tests of googollee/eviltransform (Shanghai, Shenzhen, Beijing). */
  @ParameterizedTest
  @CsvSource({
    "31.1774276, 121.5272106, 31.17530398364597, 121.531541859215",
    "22.543847, 113.912316, 22.540796131694766, 113.9171764808363",
    "39.911954, 116.377817, 39.91334545536069, 116.38404722455657",
  })
  void gcj02AgreesWithEviltransform(double lat, double lon, double gcjLat, double gcjLon) {
    Point wgs84 = new Point(lat, lon);
    Point gcj02 = new Point(gcjLat, gcjLon);
    assertThat(metres(Datum.GCJ02.ofWgs84(wgs84), gcj02)).isLessThan(0.1);
    assertThat(metres(Datum.GCJ02.toWgs84(gcj02), wgs84)).isLessThan(0.1);
  }

  /** Cities from the fixtures of hujiulong/gcoord, which took them from a map maker's service. */
  @ParameterizedTest
  @CsvSource({
    // Zhumadian, Laiwu, Zhengzhou, Shenyang, Jiuquan, Quanzhou, Nagqu
    "33.0133556, 114.0164322, 33.0115324, 114.022306, 33.0176697, 114.0287781",
    "36.2138283, 117.6708588, 36.2138184, 117.6767323, 36.2195866, 117.6832831",
    "34.7478004, 113.6192856, 34.7466173, 113.6253334, 34.7528605, 113.6317519",
    "41.8032629, 123.4253306, 41.8057023, 123.4314787, 41.8114013, 123.438095",
    "39.7319946, 98.4937175, 39.7328234, 98.4943595, 39.7388949, 98.5008441",
    "24.8770487, 118.6711365, 24.8741363, 118.6756787, 24.8804872, 118.6821251",
    "31.4784436, 92.0499619, 31.4762063, 92.0512438, 31.4824421, 92.0576832",
  })
  void bothAgreeWithGcoordsCities(
      double lat, double lon, double gcjLat, double gcjLon, double bdLat, double bdLon) {
    Point wgs84 = new Point(lat, lon);
    assertThat(metres(Datum.GCJ02.toWgs84(new Point(gcjLat, gcjLon)), wgs84)).isLessThan(3);
    assertThat(metres(Datum.BD09.toWgs84(new Point(bdLat, bdLon)), wgs84)).isLessThan(3);
  }

  /** The pair in the read-me of wandergis/coordtransform: GCJ-02 to BD-09 in Beijing. */
  @Test
  void bd09AgreesWithCoordtransform() {
    Point wgs84 = Datum.GCJ02.toWgs84(new Point(39.915, 116.404));
    Point published = new Point(39.92133699351021, 116.41036949371029);
    assertThat(metres(Datum.BD09.ofWgs84(wgs84), published)).isLessThan(0.1);
  }

  @ParameterizedTest
  @EnumSource
  void thereAndBackEndsWithinHalfAMetreAllOverChina(Datum datum) {
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < 20_000; i++) {
      Point wgs84 = new Point(random.nextDouble(1, 55.5), random.nextDouble(72.2, 137.6));
      Point back = datum.toWgs84(datum.ofWgs84(wgs84));
      assertThat(metres(back, wgs84)).describedAs("%s by %s", wgs84, datum).isLessThan(0.5);
    }
  }

  @ParameterizedTest
  @CsvSource({"51.5, -0.12", "-33.86, 151.2", "0.5, 110", "90, 180", "-90, -180"})
  void outsideChinaNothingIsMoved(double lat, double lon) {
    Point point = new Point(lat, lon);
    for (Datum datum : Datum.values()) {
      assertThat(datum.toWgs84(point)).isEqualTo(point);
      assertThat(datum.ofWgs84(point)).isEqualTo(point);
    }
  }

  /**
   * Hong Kong, Macau and Taiwan lie in the rectangle and are shifted like the rest, as every open
   * implementation does; a band there that means WGS-84 has to say so or have a maker's way that
   * does.
   */
  @ParameterizedTest
  @CsvSource({"22.3193, 114.1694", "22.1987, 113.5439", "25.0330, 121.5654", "22.6273, 120.3014"})
  void atTheEdgesOfTheRectangleThereAndBackStillEndsWhereItBegan(double lat, double lon) {
    Point wgs84 = new Point(lat, lon);
    for (Datum datum : new Datum[] {Datum.GCJ02, Datum.BD09}) {
      assertThat(metres(datum.ofWgs84(wgs84), wgs84)).isBetween(100.0, 2_000.0);
      assertThat(metres(datum.toWgs84(datum.ofWgs84(wgs84)), wgs84)).isLessThan(0.01);
      assertThat(datum.toWgs84(wgs84)).isNotEqualTo(wgs84);
      assertThat(Datum.WGS84.toWgs84(wgs84)).isEqualTo(wgs84);
    }
  }

  @ParameterizedTest
  @CsvSource({"wgs84, WGS84", "WGS-84, WGS84", "Gcj02, GCJ02", "gcj_02, GCJ02", "BD09LL, BD09"})
  void namesAreTakenAsBandsWriteThem(String name, Datum datum) {
    assertThat(Datum.named(name)).contains(datum);
  }

  @Test
  void anUnknownNameIsNoDatum() {
    assertThat(Datum.named("mars")).isEmpty();
  }

  private static double metres(Point a, Point b) {
    double north = a.latitude() - b.latitude();
    double east = (a.longitude() - b.longitude()) * Math.cos(Math.toRadians(b.latitude()));
    return METRES_A_DEGREE * Math.hypot(north, east);
  }
}
