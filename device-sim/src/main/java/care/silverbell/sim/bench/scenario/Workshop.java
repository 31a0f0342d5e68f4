package care.silverbell.sim.bench.scenario;

import care.silverbell.sim.bench.part.CannotStart;
import care.silverbell.sim.bench.part.Influx;
import care.silverbell.sim.bench.part.Mosquitto;
import care.silverbell.sim.bench.part.PartStack;
import care.silverbell.sim.bench.part.Postgres;
import care.silverbell.sim.bench.part.RunningProgram;
import care.silverbell.sim.bench.service.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Where a bench starts its parts: in temporary folders, on free ports, all of it undone at the end.
 */
public final class Workshop implements AutoCloseable {
  private final BenchPlan plan;
  private final Programs programs;
  private final Consumer<String> progress;
  private final Path root;
  private final PartStack parts = new PartStack();

  /** The programs a bench starts. */
  public record Programs(Path mosquitto, Path influxd, Service.Launch service) {}

  /**
   * @param progress takes a line whenever there is news
   */
  public Workshop(BenchPlan plan, Programs programs, Consumer<String> progress) throws IOException {
    this.plan = plan;
    this.programs = programs;
    this.progress = progress;
    this.root = Files.createTempDirectory("silverbell-bench");
  }

  BenchPlan plan() {
    return plan;
  }

  void say(String news) {
    progress.accept(news);
  }

  Path folder(String name) throws IOException {
    return Files.createTempDirectory(root, name);
  }

  /** A broker with an empty memory. */
  Mosquitto broker() throws CannotStart, IOException, InterruptedException {
    return parts.keep(Mosquitto.start(programs.mosquitto(), folder("mosquitto")));
  }

  Influx influx() throws CannotStart, IOException, InterruptedException {
    return parts.keep(Influx.start(programs.influxd(), folder("influxd")));
  }

  Postgres postgres() throws CannotStart, IOException {
    return parts.keep(Postgres.start(folder("postgresql")));
  }

  Service service(Map<String, String> settings, Path folder)
      throws CannotStart, IOException, InterruptedException {
    return parts.keep(Service.start(programs.service(), settings, folder));
  }

  /** Another command of the service, beside it. */
  RunningProgram command(Map<String, String> settings, Path folder, String... arguments)
      throws CannotStart {
    return parts.keep(programs.service().run(folder, settings, arguments));
  }

  /** Takes a part down before its turn. */
  void giveBack(AutoCloseable part) throws Exception {
    parts.release(part);
  }

  /** Takes everything down that still stands; the workshop can be used again. */
  public void tidy() throws Exception {
    parts.close();
  }

  /** Takes everything down and removes the folders. */
  @Override
  public void close() throws Exception {
    tidy();
    if (!Files.exists(root)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> files = Files.walk(root)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : all) {
      Files.deleteIfExists(file);
    }
  }
}
