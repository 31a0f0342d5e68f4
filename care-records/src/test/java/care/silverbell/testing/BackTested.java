package care.silverbell.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** What was tried before it is set. */
public final class BackTested {
  private static final Duration LONG = Duration.ofSeconds(30);

  private BackTested() {}

  /**
   * Tries something, and looks until it has come to an end.
   *
   * @param path of the back-tests
   * @return the back-test as it was seen
   */
  public static JsonObject seen(SignedIn caller, String path, JsonObject asked) {
    SignedIn.Answer begun = caller.post(path, asked);
    assertThat(begun.status()).as(begun.body()).isEqualTo(202);
    return await()
        .atMost(LONG)
        .until(
            () -> caller.get(path + "/" + begun.json().getString("id")).json(),
            it -> !"running".equals(it.getString("state")));
  }

  /**
   * Tries a zone, then adds it.
   *
   * @param zones the path of the person's zones
   * @return the zone
   */
  public static JsonObject zone(SignedIn office, String zones, JsonObject zone) {
    JsonObject place = zone.copy();
    place.remove("name");
    var _ = seen(office, zones + "/back-tests", place);
    SignedIn.Answer added = office.post(zones, zone);
    assertThat(added.status()).as(added.body()).isEqualTo(201);
    return added.json();
  }
}
