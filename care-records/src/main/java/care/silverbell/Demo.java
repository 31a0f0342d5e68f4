package care.silverbell;

import care.silverbell.alerting.notification.Channel;
import care.silverbell.alerting.notification.ChannelKind;
import care.silverbell.ingest.broker.BrokerSettings;
import care.silverbell.ingest.database.Database;
import care.silverbell.records.access.Accounts;
import care.silverbell.records.demo.DemoChannel;
import care.silverbell.records.demo.DemoSubDistrict;
import care.silverbell.records.sheet.store.Importer;
import care.silverbell.sim.band.BandIdentity;
import care.silverbell.sim.resident.Place;
import care.silverbell.sim.town.SimulatedTown;
import care.silverbell.sim.town.TownBand;
import care.silverbell.sim.town.TownSettings;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Demo mode: a made-up sub-district in an empty database, and simulated bands on its wrists. */
final class Demo {
  private static final Logger log = LoggerFactory.getLogger(Demo.class);

  private static final Set<String> LEFT_TO_THE_USER = Set.of("demo-0001", "demo-0002");

  private static final Duration A_MINUTE = Duration.ofMinutes(1);
  private static final Duration A_DAY = Duration.ofDays(1);

  /**
   * The town first lives through the last day, in two minutes, so that there is something to see.
   */
  private static final double YESTERDAY_SPEED = 720;

  private final Settings settings;
  private final DemoSubDistrict subDistrict;

  Demo(Settings settings, Database database, Accounts accounts, Importer importer) {
    this.settings = settings;
    this.subDistrict = new DemoSubDistrict(database, accounts, importer);
  }

  void fill() {
    if (settings.demo() && subDistrict.fillIfEmpty()) {
      log.info("the database was empty and now holds a made-up sub-district");
    }
  }

  /** Telephones that are not there; outside demo mode none. */
  List<Channel> channels() {
    if (!settings.demo()) {
      return List.of();
    }
    log.info("demo: calls and messages to telephones are only written to this log; nobody is rung");
    return List.of(new DemoChannel(ChannelKind.VOICE), new DemoChannel(ChannelKind.SMS));
  }

  /**
   * Puts simulated bands on all wrists but the first two, which are left to whoever tries the demo.
   */
  AutoCloseable startTown(BrokerSettings broker) {
    if (!settings.demo() || !settings.demoTown()) {
      return () -> {};
    }
    List<TownBand> bands = new ArrayList<>();
    subDistrict
        .homes()
        .forEach((serial, home) -> {
          if (!LEFT_TO_THE_USER.contains(serial)) {
            bands.add(
                new TownBand(
                    new BandIdentity(serial, DemoSubDistrict.SECRET),
                    new Place(home.latitude(), home.longitude())));
          }
        });
    // Bands may have a door of their own at the broker, as the canary is told.
    String door = settings.canary().broker();
    return SimulatedTown.start(
        TownSettings.of(URI.create(door == null ? broker.url() : door), bands)
            .withInterval(A_MINUTE)
            .withTime(Instant.now().minus(A_DAY), YESTERDAY_SPEED));
  }

  void sayHow(Settings settings) {
    if (settings.demo()) {
      log.info(
          "demo: sign in at http://{}:{} as admin, desk, doctor, grid or family, each with password"
              + " {}; press a band: mosquitto_pub -p {} -u demo-0001 -P {} -q 1 -t"
              + " silverbell/v1/bands/demo-0001/call -n",
          settings.httpHost(),
          settings.httpPort(),
          DemoSubDistrict.SECRET,
          settings.mqttPort(),
          DemoSubDistrict.SECRET);
    }
  }
}
