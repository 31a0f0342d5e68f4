package care.silverbell.records.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutlineTest {
  /** Ten by ten with a hole of two by two in it, and a triangle further east. */
  private static final Outline OUTLINE =
      Outline.of(
          new JsonObject(
              """
              {"type": "MultiPolygon", "coordinates": [
                [[[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]], [[4, 4], [6, 4], [6, 6], [4, 6], [4, 4]]],
                [[[20, 0], [24, 0], [20, 4], [20, 0]]]]}
              """));

  @ParameterizedTest
  @CsvSource({
    // longitude, latitude, within
    "5, 2, true",
    "5, 5, false",
    "4, 5, true",
    "6, 6, true",
    "0, 0, true",
    "10, 5, true",
    "5, 10, true",
    "10.001, 5, false",
    "-0.001, 0, false",
    "15, 0, false",
    "21, 1, true",
    "22, 2, true",
    "22.1, 2, false",
    "20, 4, true",
    "20, 4.1, false"
  })
  void aPointIsWithinOrOnAnEdgeOrOutside(double longitude, double latitude, boolean within) {
    assertThat(OUTLINE.contains(latitude, longitude)).isEqualTo(within);
  }

  @Test
  void itsHolesAreNotOfItsArea() {
    assertThat(OUTLINE.area()).isEqualTo(100 - 4 + 8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                                                        | coordinates",
        "{'type':'Point','coordinates':[1,2]}                                      | Polygon",
        "{'type':'Polygon','coordinates':[]}                                       | coordinates",
        "{'type':'Polygon','coordinates':'here'}                                   | lists",
        "{'type':'Polygon','coordinates':[[]]}                                     | four points",
        "{'type':'Polygon','coordinates':[[[0,0],[1,0],[0,0]]]}                    | four points",
        "{'type':'Polygon','coordinates':[[[0,0],[1,0],[1,1],[0,1]]]}              | not closed",
        "{'type':'Polygon','coordinates':[[[0,0],[1,0],[1,91],[0,0]]]}             | latitude",
        "{'type':'Polygon','coordinates':[[[0,0],[181,0],[1,1],[0,0]]]}            | longitude",
        "{'type':'Polygon','coordinates':[[[0],[1,0],[1,1],[0,0]]]}                | longitude",
        "{'type':'Polygon','coordinates':[[['0',0],[1,0],[1,1],[0,0]]]}            | lists",
        "{'type':'MultiPolygon','coordinates':[[]]}                                | no ring"
      })
  void whatIsNoOutlineIsRefusedWithTheReason(String geometry, String reason) {
    assertThatThrownBy(() -> Outline.of(new JsonObject(geometry.replace('\'', '"'))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void anOutlineOfMoreThanTenThousandPointsIsRefused() {
    StringBuilder ring = new StringBuilder("[0,0]");
    for (int i = 1; i <= 10_000; i++) {
      ring.append(",[").append(i % 100).append(',').append(i % 50).append(']');
    }
    String geometry = "{\"type\":\"Polygon\",\"coordinates\":[[" + ring.append(",[0,0]") + "]]}";
    assertThatThrownBy(() -> Outline.of(new JsonObject(geometry)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("10002 points");
  }
}
