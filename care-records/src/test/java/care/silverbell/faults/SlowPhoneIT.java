package care.silverbell.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.silverbell.testing.ServiceProcess;
import care.silverbell.testing.SignedIn;
import io.vertx.core.json.JsonObject;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** Phones on a bad line keep the live stream open and read nothing of it: nobody else waits. */
class SlowPhoneIT {
  private static final int PHONES = 20;

  /** Each is in every later telling of the incident, so that the last are some 200 kB. */
  private static final int NOTES = 120;

  private static final Duration PROMPT = Duration.ofSeconds(1);

  @Test
  void phonesThatReadNothingHoldUpNobody() throws Exception {
    try (ServiceProcess service = new ServiceProcess("slow-phone", Map.of()).filled().start();
        PlainBand band = new PlainBand(service.mqttPort(), "demo-0001")) {
      SignedIn desk = SignedIn.as(service.url(), "desk");
      band.press("");
      await().atMost(Duration.ofSeconds(20)).until(() -> !desk.openIncidents().isEmpty());
      String incident = desk.openIncidents().getJsonObject(0).getString("id");
      List<Socket> phones = new ArrayList<>();
      Map<Integer, Long> seen = new ConcurrentHashMap<>();
      try (AutoCloseable _ = desk.live(null, (name, data) -> note(name, data, seen))) {
        for (int i = 0; i < PHONES; i++) {
          phones.add(DeafPhone.of(service, "grid"));
        }
        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < NOTES; i++) {
          int number = i;
          long begin = System.nanoTime();
          assertThat(
                  desk.post(
                          "/api/incidents/" + incident + "/note",
                          new JsonObject().put("note", "note-" + i + "-" + "长".repeat(500)))
                      .status())
              .isEqualTo(200);
          long shown =
              await()
                  .pollInterval(Duration.ofMillis(2))
                  .atMost(Duration.ofSeconds(20))
                  .until(() -> seen.getOrDefault(number, begin), it -> it != begin);
          millis.add(Duration.ofNanos(shown - begin).toMillis());
        }
        millis.sort(null);
        System.out.printf(
            "%d phones that read nothing: %d changes of an incident on another page, p50 %d ms, most %d ms%n",
            PHONES, NOTES, millis.get(NOTES / 2), millis.getLast());
        assertThat(millis.getLast()).isLessThan(PROMPT.toMillis());
      } finally {
        for (Socket phone : phones) {
          phone.close();
        }
      }
    }
  }

  private static void note(String name, String data, Map<Integer, Long> seen) {
    int at = name.equals("incident") ? data.lastIndexOf("note-") : -1;
    if (at >= 0) {
      int number = Integer.parseInt(data.substring(at + 5, data.indexOf('-', at + 5)));
      var _ = seen.putIfAbsent(number, System.nanoTime());
    }
  }
}
