package care.silverbell.sim.bench.scenario;

import care.silverbell.sim.bench.measure.Counts;
import care.silverbell.sim.bench.measure.Latency;
import care.silverbell.sim.bench.part.RunningProgram;
import care.silverbell.sim.bench.report.Figure;
import care.silverbell.sim.bench.report.LatencyFigures;
import care.silverbell.sim.bench.report.Target;
import care.silverbell.sim.bench.traffic.ReadingLoad;
import care.silverbell.sim.bench.traffic.StoredMonth;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * How long it takes to try a limit on everybody's last thirty days, by the command line beside the
 * service, and what a press and the readings that come in meanwhile feel of it; on either store.
 */
public final class BackTestScenario implements Scenario {
  private static final int PER_SECOND = 2_000;
  private static final int SETTLE_SECONDS = 3;
  private static final int SUB_DISTRICT = 1_752;
  private static final double MOST_SECONDS = 180;
  private static final double MOST_P99_MILLIS = 50;
  private static final double MOST_MILLIS = 1_000;
  private static final int TELL_EVERY = 200;

  /** Beyond daily life: what a doctor would set. */
  private static final String HIGH = "112";

  @Override
  public String name() {
    return "backtest";
  }

  /** One store's run. */
  private record Run(double seconds, Latency before, Latency beside, Counts readings) {}

  /** Where readings are kept, as far as the two differ. */
  private interface Store {
    String name();

    Stage open() throws Exception;

    void write(StoredMonth month) throws Exception;

    long heartRates(long fromMillis, long toMillis) throws Exception;
  }

  @Override
  public List<Figure> run(Workshop workshop) throws Exception {
    Stage.Stores stores = Stage.Stores.open(workshop);
    List<Figure> figures = new ArrayList<>();
    for (Store store : List.of(inInflux(workshop, stores), inPostgres(workshop, stores))) {
      Run run = measure(workshop, stores, store);
      workshop.say("backtest, %s: %.1f s".formatted(store.name(), run.seconds()));
      workshop.say("backtest, %s, press before: %s".formatted(store.name(), run.before()));
      workshop.say("backtest, %s, press beside: %s".formatted(store.name(), run.beside()));
      workshop.say("backtest, %s, readings: %s".formatted(store.name(), run.readings()));
      figures.addAll(figures(store.name(), workshop.plan().people(), run));
    }
    return figures;
  }

  private static Store inInflux(Workshop workshop, Stage.Stores stores) {
    return new Store() {
      @Override
      public String name() {
        return "InfluxDB";
      }

      @Override
      public Stage open() throws Exception {
        return Stage.open(workshop, stores);
      }

      @Override
      public void write(StoredMonth month) throws Exception {
        month.writeTo(stores.influx());
      }

      @Override
      public long heartRates(long fromMillis, long toMillis) throws Exception {
        return stores.influx().heartRatesBetween(fromMillis, toMillis);
      }
    };
  }

  private static Store inPostgres(Workshop workshop, Stage.Stores stores) {
    return new Store() {
      @Override
      public String name() {
        return "PostgreSQL";
      }

      @Override
      public Stage open() throws Exception {
        return Stage.openWithoutInflux(workshop, stores);
      }

      @Override
      public void write(StoredMonth month) throws Exception {
        try (Connection connection = stores.postgres().connect(Stage.DATABASE)) {
          month.writeTo(connection);
        }
      }

      @Override
      public long heartRates(long fromMillis, long toMillis) throws Exception {
        try (Connection connection = stores.postgres().connect(Stage.DATABASE);
            PreparedStatement count =
                connection.prepareStatement(
                    "select count(heart_rate) from vitals where at between ? and ?"
                        + " and person in (select person from wearing)")) {
          count.setTimestamp(1, new Timestamp(fromMillis));
          count.setTimestamp(2, new Timestamp(toMillis));
          try (ResultSet counted = count.executeQuery()) {
            counted.next();
            return counted.getLong(1);
          }
        }
      }
    };
  }

  private static Run measure(Workshop workshop, Stage.Stores stores, Store store) throws Exception {
    BenchPlan plan = workshop.plan();
    try (Stage stage = store.open()) {
      fill(workshop, stores, store);
      try (PressStand stand = PressStand.warm(workshop, stage);
          ReadingLoad load = ReadingLoad.start(stage.brokerPort(), PER_SECOND)) {
        TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
        Latency before = stand.round("before", plan.pressSchedule()).toScreen();
        RunningProgram trial =
            stage.command("rules", "backtest", "--sign=heartRate", "--high=" + HIGH, "--json");
        Latency beside = stand.round("beside", plan.pressSchedule()).toScreen();
        JsonNode answer = answer(trial.awaitEnd(Duration.ofMinutes(30)));
        int sent = load.stop();
        if (answer.path("readings").asLong() < (long) plan.people() * StoredMonth.MINUTES / 2) {
          throw new IOException("the back-test has not heard of what is stored: " + answer);
        }
        return new Run(
            answer.path("seconds").asDouble(),
            before,
            beside,
            load.awaitStored(sent, store::heartRates));
      }
    }
  }

  private static void fill(Workshop workshop, Stage.Stores stores, Store store) throws Exception {
    List<UUID> people = people(stores, workshop.plan().people());
    long from = System.currentTimeMillis() - Duration.ofMinutes(StoredMonth.MINUTES).toMillis();
    for (int place = 0; place < people.size(); place++) {
      store.write(new StoredMonth(people.get(place), place, from));
      if ((place + 1) % TELL_EVERY == 0) {
        workshop.say(
            "backtest, %s: a month of %,d people is written".formatted(store.name(), place + 1));
      }
    }
    // As a store is that has had a month for it.
    try (Connection connection = stores.postgres().connect(Stage.DATABASE);
        Statement tidy = connection.createStatement()) {
      tidy.execute("vacuum analyze vitals");
      tidy.execute("checkpoint");
    }
  }

  private static List<UUID> people(Stage.Stores stores, int most) throws SQLException {
    List<UUID> people = new ArrayList<>();
    try (Connection connection = stores.postgres().connect(Stage.DATABASE);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select id from person order by id limit " + most)) {
      while (rows.next()) {
        people.add(rows.getObject(1, UUID.class));
      }
    }
    return people;
  }

  /** The JSON behind what it told of its progress. */
  private static JsonNode answer(String said) throws IOException {
    int begins = said.indexOf("\n{");
    if (begins < 0) {
      throw new IOException("the back-test gave no answer: " + said);
    }
    return new ObjectMapper().readTree(said.substring(begins));
  }

  private List<Figure> figures(String store, int people, Run run) {
    List<Figure> figures = new ArrayList<>();
    figures.add(
        Figure.alone(
            name(),
            "back-test of %,d people × 30 days, %s, s".formatted(people, store),
            List.of(run.seconds()),
            people < SUB_DISTRICT ? List.of() : List.of(Target.atMost(MOST_SECONDS)),
            Counts.NONE,
            "heart rate ≥ %s, beside %,d readings/s and presses".formatted(HIGH, PER_SECOND)));
    figures.addAll(
        new LatencyFigures(
                name(),
                "press → screen beside a back-test, " + store,
                List.of(run.before()),
                List.of(run.beside()))
            .p99Must(Target.atMost(MOST_P99_MILLIS), Target.nothingLost())
            .maxMust(Target.atMost(MOST_MILLIS))
            .noting("floor: the same readings without a back-test")
            .figures());
    figures.add(
        Figure.alone(
            name(),
            "readings lost beside a back-test, " + store,
            List.of((double) run.readings().lost()),
            List.of(Target.nothingLost()),
            run.readings(),
            ""));
    return figures;
  }
}
