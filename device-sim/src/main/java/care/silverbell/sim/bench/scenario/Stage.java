package care.silverbell.sim.bench.scenario;

import care.silverbell.sim.bench.part.Influx;
import care.silverbell.sim.bench.part.Mosquitto;
import care.silverbell.sim.bench.part.PartStack;
import care.silverbell.sim.bench.part.Postgres;
import care.silverbell.sim.bench.part.RunningProgram;
import care.silverbell.sim.bench.service.Service;
import care.silverbell.sim.bench.service.SignedIn;
import care.silverbell.sim.bench.traffic.BareSubscriber;
import care.silverbell.sim.bench.traffic.PressWatch;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The service between real parts, freshly started for one run: a new broker, a new process. */
final class Stage implements AutoCloseable {
  static final String DATABASE = "silverbell";

  private static final int SETTLE_MILLIS = 500;

  private final Workshop workshop;
  private final Stores stores;
  private final Mosquitto broker;
  private final Service service;
  private final Map<String, String> settings;
  private final PartStack watchers = new PartStack();

  /** The two stores, which outlive the single run as they do in life. */
  record Stores(Influx influx, Postgres postgres) {
    static Stores open(Workshop workshop) throws Exception {
      Stores stores = new Stores(workshop.influx(), workshop.postgres());
      stores.postgres().createDatabase(DATABASE);
      return stores;
    }
  }

  private Stage(
      Workshop workshop,
      Stores stores,
      Mosquitto broker,
      Service service,
      Map<String, String> settings) {
    this.workshop = workshop;
    this.stores = stores;
    this.broker = broker;
    this.service = service;
    this.settings = settings;
  }

  /** With readings in InfluxDB. */
  static Stage open(Workshop workshop, Stores stores) throws Exception {
    return open(
        workshop,
        stores,
        Map.of(
            "SILVERBELL_INFLUX_URL",
            stores.influx().url(),
            "SILVERBELL_INFLUX_BUCKET",
            Influx.DATABASE));
  }

  /** With readings in PostgreSQL, beside everything else. */
  static Stage openWithoutInflux(Workshop workshop, Stores stores) throws Exception {
    return open(workshop, stores, Map.of());
  }

  private static Stage open(Workshop workshop, Stores stores, Map<String, String> store)
      throws Exception {
    Mosquitto broker = workshop.broker();
    Map<String, String> settings = new HashMap<>(store);
    settings.put("SILVERBELL_BROKER_URL", "tcp://127.0.0.1:" + broker.port());
    settings.put("SILVERBELL_DATABASE_URL", stores.postgres().url(DATABASE));
    settings.put("SILVERBELL_DATABASE_USERNAME", Postgres.USER);
    settings.put("SILVERBELL_DATABASE_PASSWORD", Postgres.PASSWORD);
    Service service = workshop.service(settings, workshop.folder("service"));
    return new Stage(workshop, stores, broker, service, settings);
  }

  /** Another command of the service on the same parts. */
  RunningProgram command(String... arguments) throws Exception {
    return workshop.command(settings, workshop.folder("command"), arguments);
  }

  Influx influx() {
    return stores.influx();
  }

  Service service() {
    return service;
  }

  int brokerPort() {
    return broker.port();
  }

  /** Who may watch, and the bands they see. */
  record Watcher(SignedIn account, List<String> bands) {}

  /**
   * Signs in the account that sees the most bands: a press it may not see cannot reach its screen.
   */
  Watcher signIn() throws IOException, InterruptedException {
    @Nullable Watcher best = null;
    for (String name : workshop.plan().accounts()) {
      SignedIn account = watchers.keep(SignedIn.as(name, workshop.plan().password(), service::at));
      Watcher watcher = new Watcher(account, account.bands());
      if (best == null || watcher.bands().size() > best.bands().size()) {
        best = watcher;
      }
    }
    if (best == null || best.bands().isEmpty()) {
      throw new IOException("none of " + workshop.plan().accounts() + " sees a band");
    }
    return best;
  }

  /** A watch on the live stream and on the bands' replies, with no incident left open before it. */
  PressWatch watch(Watcher watcher) throws Exception {
    watcher.account().resolveAll();
    PressWatch watch = new PressWatch();
    watchers.keep(watcher.account().live(watch));
    watchers.keep(
        BareSubscriber.connect(
            broker.port(),
            "bench-replies",
            PressWatch.REPLIES,
            workshop.plan().receiveMaximum(),
            (_, payload) -> watch.onReply(payload, System.nanoTime())));
    TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS);
    return watch;
  }

  @Override
  public void close() throws Exception {
    watchers.close();
    workshop.giveBack(service);
    workshop.giveBack(broker);
  }
}
