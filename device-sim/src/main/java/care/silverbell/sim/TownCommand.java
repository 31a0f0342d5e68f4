package care.silverbell.sim;

import care.silverbell.sim.town.BandList;
import care.silverbell.sim.town.PlannedMishap;
import care.silverbell.sim.town.SimulatedTown;
import care.silverbell.sim.town.TownBand;
import care.silverbell.sim.town.TownSettings;
import care.silverbell.sim.town.TownState;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code town}: residents with days of their own, until Ctrl-C or for a set time. */
@Command(
    name = "town",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "A town of residents who wear bands: they sleep, eat, walk, charge the band, take it off, lose"
          + " the signal and upload late; and mishaps befall them.",
      "The same --seed is the same town. Runs until Ctrl-C, or --for a time."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:ran for the time asked, and every call made was confirmed by the service",
      "1:some call was never confirmed, or no band ever connected",
      "2:wrong use",
      "5:the file of bands cannot be used",
      "130:stopped by Ctrl-C, after the summary"
    })
final class TownCommand implements Callable<Integer> {
  private static final Duration FAREWELL = Duration.ofSeconds(20);

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private BrokerOptions broker = new BrokerOptions();

  @Option(
      names = {"-n", "--bands"},
      paramLabel = "N",
      defaultValue = "98",
      description = "How many bands (default: ${DEFAULT-VALUE}). A thousand work in one process.")
  private int count;

  @Option(
      names = "--first",
      paramLabel = "NUMBER",
      defaultValue = "3",
      description =
          "Number of the first band (default: ${DEFAULT-VALUE}; demo-0001 and demo-0002 are"
              + " yours).")
  private int first;

  @Option(
      names = "--pattern",
      paramLabel = "PATTERN",
      defaultValue = "demo-%04d",
      description = "Serials are made of the number with this (default: ${DEFAULT-VALUE}).")
  private String pattern = "";

  @Option(
      names = "--secret",
      paramLabel = "SECRET",
      defaultValue = "silverbell",
      description = "The secret of all these bands (default: ${DEFAULT-VALUE}).")
  private String secret = "";

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description =
          "Bands from a file instead, one a line: serial,secret[,lat,lon] with the wearer's home"
              + " (without one: somewhere in Fenghuangtai, Yantai).")
  private @Nullable Path file;

  @Option(
      names = {"-i", "--interval"},
      paramLabel = "SECONDS",
      defaultValue = "15",
      description =
          "Between two measurements of a band, in the town's time (default: ${DEFAULT-VALUE}).")
  private double interval;

  @Option(
      names = "--speed",
      paramLabel = "FACTOR",
      defaultValue = "1",
      description =
          "Seconds of the town in a second of the world (default: ${DEFAULT-VALUE}). Times sent are"
              + " the town's: at 1 those of the wall clock; above 1 the town starts a day ago (or"
              + " --from) and goes on in real time once it has caught up.")
  private double speed;

  @Option(
      names = "--from",
      paramLabel = "ISO",
      description = "The town's time at the start, such as 2026-03-01T06:00:00+08:00.")
  private @Nullable String from;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      defaultValue = "1",
      description = "Which town (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      defaultValue = "Asia/Shanghai",
      description = "By whose clock the residents live (default: ${DEFAULT-VALUE}).")
  private ZoneId zone = ZoneId.of("Asia/Shanghai");

  @Option(
      names = "--mishaps-per-day",
      paramLabel = "N",
      defaultValue = "12",
      description =
          "Mishaps by chance in the whole town in one of its days (default: ${DEFAULT-VALUE}).")
  private double mishapsPerDay;

  @Option(
      names = "--mishap",
      paramLabel = "WHAT:SERIAL@TIME",
      description =
          "A mishap for certain, such as press:demo-0003@30s (may be repeated). WHAT is press, fall,"
              + " wander, racing (heart), silent or flat (battery); TIME is the town's, from the"
              + " start: 30s, 5m, 1h30m.")
  private List<String> mishaps = List.of();

  @Option(
      names = "--for",
      paramLabel = "TIME",
      description = "End after this time of the world: 30s, 5m, 1h30m.")
  private @Nullable String lasts;

  @Option(
      names = "--connects-per-second",
      paramLabel = "N",
      defaultValue = "30",
      description = "How quickly the bands are switched on (default: ${DEFAULT-VALUE}).")
  private int connectsPerSecond;

  @Option(names = "--json", description = "The summary as one JSON object on standard output.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    TownSettings settings = settings();
    long millis = lasts == null ? Long.MAX_VALUE : PlannedMishap.duration(lasts).toMillis();
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch summarised = new CountDownLatch(1);
    Thread farewell = new Thread(() -> sayFarewell(stop, summarised), "farewell");
    Runtime.getRuntime().addShutdownHook(farewell);
    PrintWriter err = spec.commandLine().getErr();
    err.println(
        "town of %d bands at %s; Ctrl-C ends it".formatted(settings.bands().size(), broker.broker));
    TownState last;
    try (SimulatedTown town = SimulatedTown.start(settings);
        Progress _ = new Progress(err, () -> line(town.state()))) {
      var _ = stop.await(millis, TimeUnit.MILLISECONDS);
      last = town.state();
    }
    summarise(last);
    summarised.countDown();
    boolean anyConnected = last.connected() > 0 || last.counts().messagesAcked() > 0;
    return anyConnected && last.presses() == last.callsReceived()
        ? ExitCode.DONE
        : ExitCode.NOT_IN_TIME;
  }

  private TownSettings settings() {
    List<TownBand> bands =
        file == null ? TownBand.numbered(pattern, first, count, secret) : bands(file);
    return TownSettings.of(broker.broker, bands)
        .withInterval(Duration.ofMillis(Math.round(interval * 1000)))
        .withTime(from == null ? null : Times.instant(from), speed)
        .withSeed(seed)
        .withZone(zone)
        .withConnectsPerSecond(connectsPerSecond)
        .withMishaps(mishapsPerDay, mishaps.stream().map(PlannedMishap::parse).toList());
  }

  private static List<TownBand> bands(Path file) {
    if (!Files.isReadable(file)) {
      throw new BadFile("there is no file of bands at " + file + ", or it cannot be read");
    }
    try {
      return BandList.read(file);
    } catch (IOException | IllegalArgumentException e) {
      throw new BadFile(String.valueOf(e.getMessage()));
    }
  }

  private static void sayFarewell(CountDownLatch stop, CountDownLatch summarised) {
    stop.countDown();
    try {
      var _ = summarised.await(FAREWELL.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String line(TownState state) {
    String trouble = state.lastTrouble().isEmpty() ? "" : " · trouble: " + state.lastTrouble();
    return "%s · %d of %d bands connected · %,d samples acknowledged, %,d kept · calls %d, confirmed %d · falls %d%s"
        .formatted(
            Times.local(state.townTime()),
            state.connected(),
            state.bands(),
            state.counts().samplesAcked(),
            state.counts().samplesKept(),
            state.presses(),
            state.callsReceived(),
            state.falls(),
            state.connected() < state.bands() ? trouble : "");
  }

  private void summarise(TownState state) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(json(state));
    } else {
      out.println(line(state));
      out.println(
          "messages acknowledged %,d · samples given up %,d · mishaps %d · calls never confirmed %d"
              .formatted(
                  state.counts().messagesAcked(),
                  state.counts().samplesForgotten(),
                  state.mishaps(),
                  state.presses() - state.callsReceived()));
    }
    out.flush();
  }

  private static ObjectNode json(TownState state) {
    Instant townTime = state.townTime();
    return JsonNodeFactory.instance
        .objectNode()
        .put("townTime", townTime.toString())
        .put("bands", state.bands())
        .put("connected", state.connected())
        .put("messagesAcked", state.counts().messagesAcked())
        .put("samplesAcked", state.counts().samplesAcked())
        .put("samplesKept", state.counts().samplesKept())
        .put("samplesForgotten", state.counts().samplesForgotten())
        .put("mishaps", state.mishaps())
        .put("calls", state.presses())
        .put("callsReceived", state.callsReceived())
        .put("falls", state.falls())
        .put("lastTrouble", state.lastTrouble());
  }
}
