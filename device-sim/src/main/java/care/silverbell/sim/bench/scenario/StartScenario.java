package care.silverbell.sim.bench.scenario;

import care.silverbell.sim.bench.measure.Counts;
import care.silverbell.sim.bench.part.Loopback;
import care.silverbell.sim.bench.report.Figure;
import care.silverbell.sim.bench.report.Target;
import care.silverbell.sim.bench.service.Service;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How soon the service is ready on its embedded parts: into an empty folder, and again. */
public final class StartScenario implements Scenario {
  private static final double FIRST_SECONDS = 20;
  private static final double AGAIN_SECONDS = 10;

  @Override
  public String name() {
    return "start";
  }

  @Override
  public List<Figure> run(Workshop workshop) throws Exception {
    List<Double> first = new ArrayList<>();
    List<Double> again = new ArrayList<>();
    for (int pair = 1; pair <= workshop.plan().pairs(); pair++) {
      Path folder = workshop.folder("service");
      first.add(secondsToReady(workshop, folder));
      again.add(secondsToReady(workshop, folder));
      workshop.say(
          "start %d: first %.1f s, again %.1f s".formatted(pair, first.getLast(), again.getLast()));
    }
    return List.of(
        figure("first start → ready, s", first, FIRST_SECONDS),
        figure("start → ready, s", again, AGAIN_SECONDS));
  }

  private static double secondsToReady(Workshop workshop, Path folder) throws Exception {
    Map<String, String> settings =
        Map.of("SILVERBELL_MQTT_PORT", Integer.toString(Loopback.freePort()));
    long start = System.nanoTime();
    Service service = workshop.service(settings, folder);
    double seconds = (System.nanoTime() - start) / 1e9;
    workshop.giveBack(service);
    return seconds;
  }

  private Figure figure(String measure, List<Double> seconds, double most) {
    return Figure.alone(name(), measure, seconds, List.of(Target.atMost(most)), Counts.NONE, "");
  }
}
