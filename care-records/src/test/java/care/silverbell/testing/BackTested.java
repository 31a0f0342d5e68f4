package care.silverbell.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** Limits that were tried before they are set. */
public final class BackTested {
  private static final Duration LONG = Duration.ofSeconds(30);

  private BackTested() {}

  /**
   * Tries a limit, and looks until it has come to an end.
   *
   * @param path of the person's back-tests, or of everybody's
   * @return the back-test as it was seen
   */
  public static JsonObject seen(SignedIn doctor, String path, JsonObject limit) {
    SignedIn.Answer begun = doctor.post(path, limit);
    assertThat(begun.status()).as(begun.body()).isEqualTo(202);
    return await()
        .atMost(LONG)
        .until(
            () -> doctor.get(path + "/" + begun.json().getString("id")).json(),
            it -> !"running".equals(it.getString("state")));
  }
}
