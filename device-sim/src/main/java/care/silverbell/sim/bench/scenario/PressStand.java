package care.silverbell.sim.bench.scenario;

import care.silverbell.sim.bench.measure.Schedule;
import care.silverbell.sim.bench.traffic.PressRound;
import care.silverbell.sim.bench.traffic.PressWatch;
import care.silverbell.sim.bench.traffic.Transmitter;

/** Bands that press at a running service, and somebody signed in who watches. */
final class PressStand implements AutoCloseable {
  private final Stage.Watcher watcher;
  private final PressWatch watch;
  private final Transmitter transmitter;

  private PressStand(Stage.Watcher watcher, PressWatch watch, Transmitter transmitter) {
    this.watcher = watcher;
    this.watch = watch;
    this.transmitter = transmitter;
  }

  /** Sets it up and presses some that do not count. */
  static PressStand warm(Workshop workshop, Stage stage) throws Exception {
    Stage.Watcher watcher = stage.signIn();
    PressWatch watch = stage.watch(watcher);
    PressStand stand =
        new PressStand(watcher, watch, Transmitter.connect(stage.brokerPort(), "bench-presses"));
    PressRound warmUp = stand.round("warm", workshop.plan().warmUpPresses());
    workshop.say(
        "warm-up, %s watching %d bands: %s"
            .formatted(watcher.account().account(), watcher.bands().size(), warmUp.toScreen()));
    return stand;
  }

  /** One round, from a screen without open incidents. */
  PressRound round(String name, Schedule schedule) throws Exception {
    watcher.account().resolveAll();
    // A repeated id is the same press for a day: no two rounds may share theirs.
    String unique = name + "-" + Long.toString(System.nanoTime(), 36);
    PressRound round = watch.begin(unique, watcher.bands());
    round.press(transmitter, schedule, PressScenario.PATIENCE);
    round.awaitReceipts(PressScenario.PATIENCE);
    return round;
  }

  @Override
  public void close() throws Exception {
    transmitter.close();
  }
}
