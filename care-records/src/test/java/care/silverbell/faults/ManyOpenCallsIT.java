package care.silverbell.faults;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.testing.ServiceProcess;
import care.silverbell.testing.SignedIn;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A bad night: every band has called, and then somebody opens the page. */
class ManyOpenCallsIT {
  private static final int BANDS = 100;

  @Test
  void aPageThatIsOpenedLateShowsEveryOpenCallAndStaysOpen() throws Exception {
    try (ServiceProcess service = new ServiceProcess("many-calls", Map.of())) {
      service.start();
      for (int number = 1; number <= BANDS; number++) {
        press(service, number);
      }
      SignedIn admin = SignedIn.as(service.url(), "admin");
      Awaitility.await("every call is open")
          .atMost(Duration.ofSeconds(30))
          .until(() -> admin.openIncidents().size() == BANDS);
      Set<String> shown = new ConcurrentSkipListSet<>();
      Set<String> ended = new ConcurrentSkipListSet<>();
      try (AutoCloseable _ =
          admin.live(
              null,
              (event, data) -> {
                if (event.equals("incident")) {
                  shown.add(new JsonObject(data).getString("band"));
                } else if (event.equals("closed")) {
                  ended.add("the stream");
                }
              })) {
        Awaitility.await("every call is shown")
            .atMost(Duration.ofSeconds(30))
            .untilAsserted(() -> assertThat(shown).hasSize(BANDS));
        assertThat(ended).isEmpty();
      }
    }
  }

  private static void press(ServiceProcess service, int number) throws Exception {
    try (PlainBand band = new PlainBand(service.mqttPort(), "demo-%04d".formatted(number))) {
      band.press("");
    }
  }
}
