package care.silverbell.sim;

import care.silverbell.sim.band.BandClient;
import care.silverbell.sim.band.BandCounts;
import care.silverbell.sim.band.BandSettings;
import care.silverbell.sim.band.Radio;
import care.silverbell.sim.band.Wrist;
import care.silverbell.sim.replay.Recording;
import care.silverbell.sim.replay.Replay;
import care.silverbell.sim.replay.Shift;
import care.silverbell.sim.replay.Timeline;
import care.silverbell.sim.town.PlannedMishap;
import care.silverbell.sim.wire.BandStatus;
import care.silverbell.sim.wire.Sample;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code replay}: recordings of real people as a band that had just made them. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Sends recordings as one band and waits until the broker has acknowledged every message.",
      "A file's first line names its columns: "
          + Recording.HEADERS
          + ". Times are epoch"
          + " milliseconds. Steps are by the minute and are sent as steps since midnight."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every sample was acknowledged",
      "1:acknowledgements stopped coming",
      "2:wrong use",
      "3:no broker answers",
      "4:the broker refused the band (serial or secret)",
      "5:a file is missing or has a bad row; nothing was sent"
    })
final class ReplayCommand implements Callable<Integer> {
  private static final Duration FIRST_CONNECTION = Duration.ofSeconds(30);
  private static final int BAD_ROWS_NAMED = 20;

  /** About a megabyte of JSON, which is what brokers and services are willing to take. */
  private static final int MOST_IN_A_MESSAGE = 10_000;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Recordings of one person.")
  private List<Path> files = List.of();

  @Mixin private BrokerOptions broker = new BrokerOptions();
  @Mixin private BandOptions band = new BandOptions();

  @Option(
      names = "--speed",
      paramLabel = "FACTOR",
      defaultValue = "max",
      description =
          "Recorded seconds in a second, or max: as fast as the broker takes it (default:"
              + " ${DEFAULT-VALUE}).")
  private String speed = "max";

  @Option(
      names = "--shift",
      paramLabel = "now|ISO",
      defaultValue = "now",
      description =
          "Moves all times so that the last sample is of this moment (default: ${DEFAULT-VALUE})."
              + " The service replaces times before 2020 by the time of receipt.")
  private String shift = "now";

  @Option(names = "--as-recorded", description = "Leaves the times as they were recorded.")
  private boolean asRecorded;

  @Option(
      names = "--shift-each",
      description = "Moves each file by itself, so that every one ends at that moment.")
  private boolean shiftEach;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "1",
      description = "Samples in one message, as a band uploads late (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      defaultValue = "Asia/Shanghai",
      description = "Whose midnight sets the step count to 0 (default: ${DEFAULT-VALUE}).")
  private ZoneId zone = ZoneId.of("Asia/Shanghai");

  @Option(names = "--skip-bad", description = "Leaves bad rows out instead of sending nothing.")
  private boolean skipBad;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "60s",
      description = "Give up after so long without an acknowledgement (default: ${DEFAULT-VALUE}).")
  private String timeout = "60s";

  @Option(names = "--json", description = "The summary as one JSON object on standard output.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    double factor = factor();
    if (batch < 1 || batch > MOST_IN_A_MESSAGE) {
      throw new IllegalArgumentException(
          "--batch is from 1 to %d samples".formatted(MOST_IN_A_MESSAGE));
    }
    Duration patience = PlannedMishap.duration(timeout);
    List<Recording> recordings = files.stream().map(Recording::read).toList();
    long bad = nameBadRows(recordings);
    Timeline timeline = Timeline.of(recordings, laid(), shiftEach, zone);
    InstantSource clock = InstantSource.system();
    BandSettings settings = BandSettings.impatient(broker.broker, batch);
    long began = System.nanoTime();
    boolean done;
    BandCounts counts;
    try (Radio radio = new Radio("replay");
        BandClient client =
            new BandClient(band.identity(), settings, new Recorded(clock), radio, clock)) {
      client.switchOn().orTimeout(FIRST_CONNECTION.toSeconds(), TimeUnit.SECONDS).join();
      done = run(new Replay(client, timeline, batch, factor, patience), client, timeline);
      counts = client.counts();
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    summarise(timeline, bad, counts, seconds);
    return done ? ExitCode.DONE : ExitCode.NOT_IN_TIME;
  }

  private boolean run(Replay replay, BandClient client, Timeline timeline)
      throws InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    int all = timeline.samples().size();
    try (Progress _ =
        new Progress(
            err,
            () ->
                "%,d of %,d samples sent, %,d acknowledged%s"
                    .formatted(
                        replay.said(),
                        all,
                        client.counts().samplesAcked(),
                        client.connected() ? "" : " (no connection)"))) {
      boolean done = replay.run();
      if (!done) {
        err.println("no acknowledgement for " + timeout + ": given up");
      }
      return done;
    }
  }

  private double factor() {
    if (speed.equalsIgnoreCase("max")) {
      return Double.POSITIVE_INFINITY;
    }
    try {
      return Double.parseDouble(speed);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("--speed is a number or max, not '" + speed + "'", e);
    }
  }

  private Shift laid() {
    if (asRecorded) {
      return new Shift.AsRecorded();
    }
    return new Shift.EndsAt(
        shift.equalsIgnoreCase("now")
            ? InstantSource.system().instant().truncatedTo(ChronoUnit.MILLIS)
            : Times.instant(shift));
  }

  private long nameBadRows(List<Recording> recordings) {
    long bad = recordings.stream().mapToLong(one -> one.bad().size()).sum();
    PrintWriter err = spec.commandLine().getErr();
    recordings.stream()
        .flatMap(one -> one.bad().stream())
        .limit(BAD_ROWS_NAMED)
        .forEach(row -> err.println((skipBad ? "left out: " : "bad row: ") + row));
    if (bad > BAD_ROWS_NAMED) {
      err.println("… and %,d more".formatted(bad - BAD_ROWS_NAMED));
    }
    if (bad > 0 && !skipBad) {
      throw new BadFile(
          "%,d bad rows; nothing was sent (--skip-bad leaves them out)".formatted(bad));
    }
    return bad;
  }

  private void summarise(Timeline timeline, long bad, BandCounts counts, double seconds) {
    List<Sample> samples = timeline.samples();
    String from = samples.isEmpty() ? "" : samples.getFirst().at().toString();
    String to = samples.isEmpty() ? "" : samples.getLast().at().toString();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(
          JsonNodeFactory.instance
              .objectNode()
              .put("serial", band.serial)
              .put("samplesSent", samples.size())
              .put("samplesAcked", counts.samplesAcked())
              .put("messagesAcked", counts.messagesAcked())
              .put("badRows", bad)
              .put("from", from)
              .put("to", to)
              .put("seconds", seconds));
    } else {
      out.println(
          "%,d samples (%s to %s) as %s: %,d acknowledged in %,d messages, %.1f s, %,.0f/s%s"
              .formatted(
                  samples.size(),
                  from,
                  to,
                  band.serial,
                  counts.samplesAcked(),
                  counts.messagesAcked(),
                  seconds,
                  counts.samplesAcked() / seconds,
                  bad == 0 ? "" : "; %,d bad rows left out".formatted(bad)));
    }
    out.flush();
  }

  /** A band that only knows what was recorded. */
  private record Recorded(InstantSource clock) implements Wrist {
    @Override
    public BandStatus status() {
      return BandStatus.here(clock.instant());
    }

    @Override
    public Sample.@Nullable Fix where() {
      return null;
    }
  }
}
