package care.silverbell.sim.bench.scenario;

import care.silverbell.sim.bench.measure.Latency;
import care.silverbell.sim.bench.part.Mosquitto;
import care.silverbell.sim.bench.report.Figure;
import care.silverbell.sim.bench.report.LatencyFigures;
import care.silverbell.sim.bench.report.Target;
import care.silverbell.sim.bench.traffic.BarePress;
import care.silverbell.sim.bench.traffic.DemoBands;
import care.silverbell.sim.bench.traffic.PressRound;
import care.silverbell.sim.bench.traffic.PressWatch;
import care.silverbell.sim.bench.traffic.Transmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How long a press takes to a screen and to the band's receipt, beside the barest path. */
public final class PressScenario implements Scenario {
  static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final double MOST_OF_FLOOR = 2.5;
  private static final double P99_MILLIS = 50;
  private static final double MAX_MILLIS = 1_000;
  private static final double RECEIPT_P99_MILLIS = 100;

  @Override
  public String name() {
    return "press";
  }

  @Override
  public List<Figure> run(Workshop workshop) throws Exception {
    Stage.Stores stores = Stage.Stores.open(workshop);
    List<Latency> floors = new ArrayList<>();
    List<PressRound> services = new ArrayList<>();
    for (int pair = 1; pair <= workshop.plan().pairs(); pair++) {
      floors.add(floor(workshop, stores));
      workshop.say("press %d floor: %s".formatted(pair, floors.getLast()));
      services.add(service(workshop, stores));
      workshop.say("press %d service: %s".formatted(pair, services.getLast().toScreen()));
      workshop.say("press %d receipt: %s".formatted(pair, services.getLast().toReceipt()));
    }
    return figures(floors, services);
  }

  private List<Figure> figures(List<Latency> floors, List<PressRound> rounds) {
    List<Latency> screens = rounds.stream().map(PressRound::toScreen).toList();
    List<Latency> receipts = rounds.stream().map(PressRound::toReceipt).toList();
    List<Figure> figures = new ArrayList<>();
    figures.addAll(
        new LatencyFigures(name(), "press → screen", floors, screens)
            .p50Must(Target.ratioAtMost(MOST_OF_FLOOR))
            .p99Must(
                Target.ratioAtMost(MOST_OF_FLOOR), Target.atMost(P99_MILLIS), Target.nothingLost())
            .maxMust(Target.atMost(MAX_MILLIS))
            .noting("floor: Paho → insert and commit (fsync on) → SSE on a plain socket")
            .figures());
    figures.addAll(
        new LatencyFigures(name(), "press → receipt", List.of(), receipts)
            .p99Must(Target.atMost(RECEIPT_P99_MILLIS), Target.nothingLost())
            .figures());
    return figures;
  }

  private static Latency floor(Workshop workshop, Stage.Stores stores) throws Exception {
    Mosquitto broker = workshop.broker();
    PressWatch watch = new PressWatch();
    try (BarePress _ =
            BarePress.open(
                broker.port(), workshop.plan().receiveMaximum(), stores.postgres(), watch);
        Transmitter transmitter = Transmitter.connect(broker.port(), "bench-presses")) {
      List<String> bands = DemoBands.all();
      watch.begin("warm", bands).press(transmitter, workshop.plan().warmUpPresses(), PATIENCE);
      PressRound round = watch.begin("press", bands);
      round.press(transmitter, workshop.plan().pressSchedule(), PATIENCE);
      return round.toScreen();
    } finally {
      workshop.giveBack(broker);
    }
  }

  private static PressRound service(Workshop workshop, Stage.Stores stores) throws Exception {
    try (Stage stage = Stage.open(workshop, stores);
        PressStand stand = PressStand.warm(workshop, stage)) {
      return stand.round("press", workshop.plan().pressSchedule());
    }
  }
}
