package care.silverbell.records.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered however often it is asked. */
class GateTest {
  private static final String CALL = "/api/incidents/00000000-0000-0000-0000-000000000000";

  @ParameterizedTest
  @ValueSource(strings = {"acknowledge", "depart", "arrive", "resolve", "pass", "seen", "note"})
  void whoAnswersACallAlwaysComesThrough(String deed) {
    assertThat(Gate.isLimited("POST", CALL + "/" + deed)).isFalse();
    assertThat(Gate.isLimited("GET", CALL + "/" + deed)).isTrue();
    assertThat(Gate.isLimited("GET", "/api/live")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        CALL,
        CALL + "/notices",
        CALL + "/after",
        CALL + "/search-cards",
        CALL + "/x/acknowledge",
        "/api/incidents/acknowledge",
        "/api/incidents/answer-times",
        "/api/live/acknowledge",
        "/api/people"
      })
  void allElseIsLimited(String path) {
    assertThat(Gate.isLimited("GET", path)).isTrue();
    assertThat(Gate.isLimited("POST", path)).isTrue();
  }
}
