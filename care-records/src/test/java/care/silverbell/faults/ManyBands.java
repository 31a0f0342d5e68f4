package care.silverbell.faults;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.testing.SignedIn;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** More people with a band than the demo has. */
final class ManyBands {
  /** So many the demo has. */
  static final int DEMO = 100;

  private ManyBands() {}

  /**
   * As many people wear a band as are to press one.
   *
   * @return the serials, those of the demo first
   */
  static List<String> onWrists(SignedIn admin, int number) {
    List<String> bands =
        IntStream.rangeClosed(1, number)
            .mapToObj(it -> (it <= DEMO ? "demo-%04d" : "more-%04d").formatted(it))
            .toList();
    StringBuilder sheet = new StringBuilder("serial,wearer\n");
    for (int i = DEMO; i < number; i++) {
      sheet.append(bands.get(i)).append(",A%04d\n".formatted(i + 1));
    }
    String job =
        admin.postText("/api/import?name=bands.csv", sheet.toString()).json().getString("id");
    JsonObject done =
        Awaitility.await("the bands are on wrists")
            .atMost(Duration.ofSeconds(30))
            .until(
                () -> admin.get("/api/import/" + job).json(),
                it -> !"running".equals(it.getString("state")));
    assertThat(done.getString("state")).as(done.encode()).isEqualTo("done");
    return bands;
  }
}
