package care.silverbell.faults;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.testing.SignedIn;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nothing is lost, whatever is killed: with readings and presses coming in, the service is killed
 * again and again, then InfluxDB is away, then mosquitto is stopped and started, then it is killed.
 *
 * <p>As it stands it is short. At full size (2,000 readings/s, 5 presses/s, five kills, InfluxDB
 * away for 60 s; about six minutes):
 *
 * <pre>
 * mvn verify -Dit.test=NothingLostIT -Dtest=NoSuch -Dsurefire.failIfNoSpecifiedTests=false \
 *   -Dfailsafe.failIfNoSpecifiedTests=false -Dfaults.kills=5 -Dfaults.seconds=60 -Dfaults.floor=25
 * </pre>
 */
@Tag("alone")
class NothingLostIT {
  private static final Duration SHORT = Duration.ofSeconds(2);
  private static final int LONGEST_LIFE_MILLIS = 5_000;

  /** Between a PUBACK at its arrival here and the moment of the kill as noted. */
  private static final long SLACK_MILLIS = 1_000;

  private final FaultSizes sizes = FaultSizes.given();

  @Test
  void everyPressIsAnIncidentAndEveryReadingIsKeptWhateverIsKilled(@TempDir Path folder)
      throws Exception {
    try (FaultStand stand = new FaultStand(folder, sizes)) {
      stand.say("Nothing lost: " + sizes);
      try {
        killTheService(stand);
        Outage outage = takeInfluxAway(stand);
        stopTheBroker(stand);
        Crash crash = crashTheBroker(stand);
        int made = stand.quiet();
        stand.say("the page was loaded " + stand.screen.loads() + " times");
        holdPresses(stand);
        holdReadings(stand, made, crash);
        holdWaits(outage);
      } finally {
        System.out.println(stand.story());
      }
    }
  }

  /** In turn some time after it was ready, and some time after it was started, ready or not. */
  private void killTheService(FaultStand stand) throws Exception {
    Random random = new Random(sizes.seed());
    for (int kill = 0; kill < sizes.kills(); kill++) {
      stand.running(Duration.ofMillis(random.nextInt(LONGEST_LIFE_MILLIS)));
      if (kill % 2 == 1) {
        stand.service.kill();
        stand.service.launch();
        stand.running(Duration.ofMillis(random.nextInt(LONGEST_LIFE_MILLIS)));
      }
      stand.killService();
    }
    stand.phase("service killed " + sizes.kills() + " times");
  }

  /** What pressing was like before InfluxDB went away, and while it was. */
  private record Outage(PressLog.Waits normal, PressLog.Waits away) {}

  private Outage takeInfluxAway(FaultStand stand) throws Exception {
    stand.running(sizes.outage().dividedBy(2));
    stand.phase("warming up");
    stand.running(sizes.outage());
    PressLog.Waits normal = stand.phase("normal");
    stand.influx.kill();
    stand.running(sizes.outage());
    PressLog.Waits away = stand.phase("InfluxDB killed, away");
    stand.influx.startAgain();
    stand.running(SHORT);
    stand.phase("InfluxDB back");
    return new Outage(normal, away);
  }

  private static void stopTheBroker(FaultStand stand) throws Exception {
    stand.broker.stop();
    stand.running(SHORT);
    stand.broker.start();
    stand.running(SHORT);
    stand.phase("mosquitto stopped and started");
  }

  /** From when to when, epoch milliseconds, the broker took what it then forgot. */
  private record Crash(long from, long to) {
    boolean covers(long moment) {
      return moment >= from && moment <= to + SLACK_MILLIS;
    }
  }

  private static Crash crashTheBroker(FaultStand stand) throws Exception {
    long from = System.currentTimeMillis();
    stand.running(SHORT);
    stand.broker.kill();
    Crash crash = new Crash(from, System.currentTimeMillis());
    stand.running(SHORT);
    stand.broker.start();
    stand.running(SHORT);
    stand.phase("mosquitto killed and started");
    return crash;
  }

  private void holdWaits(Outage outage) {
    double most = Math.max(2 * outage.normal().percentile(99), (double) sizes.floorMillis());
    assertThat(outage.away().percentile(99))
        .as("p99 from press to screen in ms while InfluxDB is away; normally %s", outage.normal())
        .isLessThanOrEqualTo(most);
  }

  private static void holdPresses(FaultStand stand) {
    try (KeptPresses kept = new KeptPresses(stand.service.folder())) {
      Map<String, List<String>> made = stand.presses.log().ids();
      Map<String, List<String>> heard = kept.ids();
      int count = stand.presses.log().count();
      stand.say(
          "presses: made %,d, counted %,d, sent or handed out again and known %,d"
              .formatted(count, kept.counted(), kept.heardAgain()));
      assertThat(heard.keySet()).isEqualTo(made.keySet());
      made.forEach((band, ids) ->
          assertThat(heard.get(band)).as(band).containsExactlyInAnyOrderElementsOf(ids));
      assertThat(kept.counted()).isEqualTo(count);
      assertThat(countedByThePage(stand)).isEqualTo(count);
    }
  }

  private static int countedByThePage(FaultStand stand) {
    JsonArray open = SignedIn.as(stand.service.url(), "admin").openIncidents();
    return open.stream()
        .map(JsonObject.class::cast)
        .filter(incident -> incident.getString("kind").equals("call"))
        .mapToInt(incident -> incident.getInteger("presses"))
        .sum();
  }

  private static void holdReadings(FaultStand stand, int made, Crash crash) {
    List<Integer> missing = stand.kept.missing(stand.readings, made);
    List<Integer> forgotten =
        missing.stream().filter(it -> crash.covers(stand.readings.ackedAt(it))).toList();
    stand.say(
        "readings: made and acknowledged %,d, kept %,d, forgotten by the crashed broker %,d, lost %,d"
            .formatted(
                made, stand.kept.count(), forgotten.size(), missing.size() - forgotten.size()));
    assertThat(missing).as("readings that are not in the store").isEqualTo(forgotten);
    assertThat(stand.kept.count()).isEqualTo(made - missing.size());
  }
}
