package care.silverbell.sim.bench;

import care.silverbell.sim.bench.part.CannotStart;
import care.silverbell.sim.bench.part.ProgramPath;
import care.silverbell.sim.bench.report.BenchReport;
import care.silverbell.sim.bench.report.BenchReport.Failure;
import care.silverbell.sim.bench.report.Figure;
import care.silverbell.sim.bench.report.Machine;
import care.silverbell.sim.bench.report.ResultTable;
import care.silverbell.sim.bench.scenario.BackTestScenario;
import care.silverbell.sim.bench.scenario.BurstScenario;
import care.silverbell.sim.bench.scenario.DrainScenario;
import care.silverbell.sim.bench.scenario.InfluxWriteScenario;
import care.silverbell.sim.bench.scenario.MemoryScenario;
import care.silverbell.sim.bench.scenario.PressScenario;
import care.silverbell.sim.bench.scenario.PressUnderLoadScenario;
import care.silverbell.sim.bench.scenario.Scenario;
import care.silverbell.sim.bench.scenario.StartScenario;
import care.silverbell.sim.bench.scenario.StoredScenario;
import care.silverbell.sim.bench.scenario.Workshop;
import care.silverbell.sim.bench.service.Service;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The sub-command {@code bench}: measures the service beside bare floors, on real parts. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = {
      "Measures the service beside bare floors: open loop, latency from the intended time, losses"
          + " counted, floor and service in turn, the median of their ratios.",
      "Starts its own mosquitto, influxd, PostgreSQL and service on free ports of this machine,"
          + " and stops them after."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every scenario was measured (targets may be missed: see the table)",
      "1:a scenario could not be measured, or a part is missing",
      "2:wrong usage"
    })
public final class BenchCommand implements Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(BenchCommand.class);
  private static final List<Scenario> SCENARIOS =
      List.of(
          new DrainScenario(),
          new InfluxWriteScenario(),
          new StoredScenario(),
          new PressScenario(),
          new PressUnderLoadScenario(),
          new BurstScenario(),
          new MemoryScenario(),
          new BackTestScenario(),
          new StartScenario());

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private BenchEffort effort = new BenchEffort();

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "NAME",
      description =
          "Only these scenarios: drain, influx-write, stored, press, press-under-load, burst,"
              + " memory, backtest, start.")
  private List<String> only = List.of();

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  @Option(
      names = "--service-jar",
      paramLabel = "FILE",
      defaultValue = "care-records/target/silverbell.jar",
      description = "The service under test (default: ${DEFAULT-VALUE}).")
  private Path serviceJar = Path.of("silverbell.jar");

  @Option(
      names = "--service-java-options",
      split = " ",
      paramLabel = "OPTIONS",
      description = "Options for its JVM, such as '-Xmx256m -XX:+UseSerialGC'.")
  private List<String> serviceJavaOptions = List.of();

  @Option(names = "--java", paramLabel = "FILE", description = "Its java (default: this one).")
  private Optional<Path> java = Optional.empty();

  @Option(names = "--mosquitto", paramLabel = "FILE", description = "Default: looked for.")
  private Optional<Path> mosquitto = Optional.empty();

  @Option(names = "--influxd", paramLabel = "FILE", description = "influxd 1.x; looked for.")
  private Optional<Path> influxd = Optional.empty();

  @Override
  public Integer call() throws Exception {
    List<Scenario> wanted = wanted();
    Workshop.Programs programs;
    try {
      programs = programs();
    } catch (CannotStart e) {
      spec.commandLine().getErr().println(e.getMessage());
      return 1;
    }
    Workshop workshop = new Workshop(effort.plan(), programs, this::say);
    StopOnSignal stop = StopOnSignal.interrupting(Thread.currentThread());
    try {
      return report(wanted, workshop, stop);
    } catch (InterruptedException e) {
      say("stopped");
      return 1;
    } finally {
      close(workshop);
      stop.done();
    }
  }

  private List<Scenario> wanted() {
    List<String> names = SCENARIOS.stream().map(Scenario::name).toList();
    for (String name : only) {
      if (!names.contains(name)) {
        throw new ParameterException(
            spec.commandLine(), "there is no scenario " + name + "; there are " + names);
      }
    }
    return SCENARIOS.stream()
        .filter(scenario -> only.isEmpty() || only.contains(scenario.name()))
        .toList();
  }

  private Workshop.Programs programs() throws CannotStart {
    Path ownJava = Path.of(System.getProperty("java.home"), "bin", "java");
    return new Workshop.Programs(
        ProgramPath.of("mosquitto", mosquitto, "mosquitto"),
        ProgramPath.of("influxd", influxd, "influxdb"),
        new Service.Launch(serviceJar, java.orElse(ownJava), serviceJavaOptions));
  }

  private int report(List<Scenario> wanted, Workshop workshop, StopOnSignal stop)
      throws InterruptedException {
    Instant startedAt = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    String loadBefore = Machine.loadAverage();
    List<Figure> figures = new ArrayList<>();
    List<Failure> failures = new ArrayList<>();
    for (Scenario scenario : wanted) {
      run(scenario, workshop, figures, failures);
      if (stop.isStopping()) {
        throw new InterruptedException("stopped after " + scenario.name());
      }
    }
    BenchReport report =
        new BenchReport(
            startedAt,
            commandLine(),
            Machine.here(),
            loadBefore,
            Machine.loadAverage(),
            figures,
            failures);
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? report.toJson() : ResultTable.of(report));
    out.flush();
    return failures.isEmpty() ? 0 : 1;
  }

  private void run(
      Scenario scenario, Workshop workshop, List<Figure> figures, List<Failure> failures)
      throws InterruptedException {
    say(scenario.name() + " begins; load average " + Machine.loadAverage());
    try {
      figures.addAll(scenario.run(workshop));
      workshop.tidy();
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      log.debug("{} could not be measured", scenario.name(), e);
      say(scenario.name() + " could not be measured: " + e);
      failures.add(new Failure(scenario.name(), String.valueOf(e.getMessage())));
      close(workshop::tidy);
    }
  }

  private void close(AutoCloseable parts) {
    try {
      parts.close();
    } catch (Exception e) {
      say("not everything could be stopped: " + e);
    }
  }

  private void say(String news) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS) + " " + news);
    err.flush();
  }

  private String commandLine() {
    return spec.qualifiedName()
        + " "
        + String.join(" ", spec.commandLine().getParseResult().originalArgs());
  }
}
