package care.silverbell.faults;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.testing.ServiceProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The service with everything inside, killed while plain bands are pressed. */
@Tag("core")
class EmbeddedCrashIT {
  private static final int WEARERS = 5;
  private static final int KILLS = Integer.getInteger("faults.kills", 2);
  private static final int SHORTEST_LIFE_MILLIS = 500;
  private static final int LONGEST_LIFE_MILLIS = 3_000;

  @Test
  void noAcknowledgedPressWithoutAnIdIsLostOrCountedTwice() throws Exception {
    try (ServiceProcess service = new ServiceProcess("embedded-crash", Map.of())) {
      service.start();
      List<PlainWearer> wearers =
          IntStream.rangeClosed(1, WEARERS)
              .mapToObj(number -> new PlainWearer(service.mqttPort(), "demo-000" + number))
              .toList();
      Random random = new Random();
      for (int kill = 0; kill < KILLS; kill++) {
        TimeUnit.MILLISECONDS.sleep(random.nextInt(SHORTEST_LIFE_MILLIS, LONGEST_LIFE_MILLIS));
        service.kill();
        service.start();
      }
      TimeUnit.MILLISECONDS.sleep(SHORTEST_LIFE_MILLIS);
      for (PlainWearer wearer : wearers) {
        wearer.stop();
      }
      try (KeptPresses kept = new KeptPresses(service.folder())) {
        hold(kept, wearers);
      }
    }
  }

  private static void hold(KeptPresses kept, List<PlainWearer> wearers) {
    int acknowledged = wearers.stream().mapToInt(it -> it.acknowledged().size()).sum();
    int unknown = wearers.stream().mapToInt(it -> it.unknown().size()).sum();
    Awaitility.await("every acknowledged press is kept")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() ->
            wearers.forEach(wearer ->
                assertThat(kept.times().getOrDefault(wearer.serial(), List.of()))
                    .as(wearer.serial())
                    .containsAll(wearer.acknowledged())));
    Map<String, List<Long>> times = kept.times();
    System.out.printf(
        "Embedded, killed %d times: %d presses acknowledged, %d cut off, %d kept, %d handed out"
            + " again and known%n",
        KILLS, acknowledged, unknown, kept.counted(), kept.heardAgain());
    for (PlainWearer wearer : wearers) {
      assertThat(times.get(wearer.serial())).as(wearer.serial()).doesNotHaveDuplicates();
      assertThat(times.get(wearer.serial()))
          .allMatch(at -> wearer.acknowledged().contains(at) || wearer.unknown().contains(at));
    }
    assertThat(kept.counted()).isEqualTo(times.values().stream().mapToInt(List::size).sum());
  }
}
