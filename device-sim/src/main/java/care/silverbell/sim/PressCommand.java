package care.silverbell.sim;

import care.silverbell.sim.band.BandClient;
import care.silverbell.sim.band.BandSettings;
import care.silverbell.sim.band.Radio;
import care.silverbell.sim.town.PlannedMishap;
import care.silverbell.sim.wire.Fall;
import care.silverbell.sim.wire.Press;
import care.silverbell.sim.wire.Sample;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code press}: one press of a band's button, and what the service answers. */
@Command(
    name = "press",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Presses a band's button and prints each answer with its time.",
      "Like a real band it sends the call again, with the same id, after 2, 4, 8, then every 10"
          + " seconds until the service has answered 'received'."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every press was answered with 'received' (--fall, --cancel: acknowledged by the broker)",
      "1:not within --timeout",
      "2:wrong use",
      "3:no broker answers",
      "4:the broker refused the band (serial or secret)"
    })
final class PressCommand implements Callable<Integer> {
  private static final Duration FIRST_CONNECTION = Duration.ofSeconds(30);
  private static final double HARD_FALL_G = 3.1;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private BrokerOptions broker = new BrokerOptions();
  @Mixin private BandOptions band = new BandOptions();

  @Option(
      names = "--id",
      paramLabel = "ID",
      description =
          "The press's own name (default: made from the time). With --times it gets -1, -2, …")
  private @Nullable String id;

  @Option(
      names = "--times",
      paramLabel = "N",
      defaultValue = "1",
      description = "So many presses, each another one (default: ${DEFAULT-VALUE}).")
  private int times;

  @Option(
      names = "--every",
      paramLabel = "TIME",
      defaultValue = "1s",
      description = "Between two presses: 500ms is 0.5s (default: ${DEFAULT-VALUE}).")
  private String every = "1s";

  @Option(names = "--heart-rate", paramLabel = "BPM", description = "Sent with the press, in /min.")
  private @Nullable Integer heartRate;

  @Option(names = "--battery", paramLabel = "PERCENT", description = "Sent with the press, in %%.")
  private @Nullable Integer battery;

  @ArgGroup(exclusive = false)
  private @Nullable Where where;

  /** Where the wearer is; both or neither. */
  static final class Where {
    @Option(names = "--lat", required = true, description = "Degrees north, WGS-84.")
    double lat;

    @Option(names = "--lon", required = true, description = "Degrees east, WGS-84.")
    double lon;
  }

  @ArgGroup private Instead instead = new Instead();

  /** What is sent in place of an ordinary press; one at most. */
  static final class Instead {
    @Option(
        names = "--payload",
        paramLabel = "TEXT",
        description =
            "This payload as it stands, even '' or rubbish. Without an id in it it is sent once.")
    @Nullable String payload;

    @Option(names = "--fall", description = "A fall from the band's own detector, no press.")
    boolean fall;

    @Option(
        names = "--cancel",
        description = "The wearer's \"I am fine\" for --id, or for whichever call is open.")
    boolean cancel;
  }

  @Option(
      names = "--follow",
      description = "Goes on printing answers (seen, coming, arrived) until 'closed' or --timeout.")
  private boolean follow;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "60s",
      description =
          "How long to wait for 'received', and again to --follow (default: ${DEFAULT-VALUE}).")
  private String timeout = "60s";

  @Option(names = "--json", description = "All that happened as one JSON object.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Duration patience = PlannedMishap.duration(timeout);
    Duration pause = PlannedMishap.duration(every);
    if (times < 1) {
      throw new IllegalArgumentException("--times must be at least 1");
    }
    InstantSource clock = InstantSource.system();
    PressWatch watch = new PressWatch(clock, place(clock.instant()), json ? null : out);
    BandSettings settings = BandSettings.impatient(broker.broker, 1);
    boolean done;
    try (Radio radio = new Radio("band");
        BandClient client = new BandClient(band.identity(), settings, watch, radio, clock)) {
      client.switchOn().orTimeout(FIRST_CONNECTION.toSeconds(), TimeUnit.SECONDS).join();
      done = act(client, watch, pause, patience);
    }
    if (json) {
      out.println(
          JsonNodeFactory.instance
              .objectNode()
              .put("serial", band.serial)
              .put("confirmed", done)
              .set("events", watch.events()));
    } else if (!done) {
      spec.commandLine().getErr().println("not confirmed within " + timeout);
    }
    out.flush();
    return done ? ExitCode.DONE : ExitCode.NOT_IN_TIME;
  }

  private boolean act(BandClient client, PressWatch watch, Duration pause, Duration patience)
      throws InterruptedException {
    if (instead.fall || instead.cancel) {
      return tell(client, watch, patience);
    }
    int presses = 1;
    press(client, presses);
    while (presses < times) {
      Thread.sleep(pause);
      press(client, ++presses);
    }
    int told = instead.payload == null ? times : 1;
    boolean received = watch.awaitReceived(told, patience);
    if (received && follow) {
      var _ = watch.awaitClosed(told, patience);
    }
    return received;
  }

  private void press(BandClient client, int number) {
    if (instead.payload != null) {
      client.press(instead.payload.getBytes(StandardCharsets.UTF_8));
      return;
    }
    Instant now = InstantSource.system().instant();
    client.press(new Press(name(number, now), now, place(now), heartRate, battery));
  }

  private boolean tell(BandClient client, PressWatch watch, Duration patience)
      throws InterruptedException {
    Instant now = InstantSource.system().instant();
    if (instead.fall) {
      client.fall(new Fall(now, HARD_FALL_G, place(now)));
    } else {
      client.cancel(id);
    }
    boolean acked = client.awaitAcked(1, patience);
    if (acked) {
      watch.told(instead.fall ? "fall" : "cancel");
    }
    return acked;
  }

  private String name(int number, Instant now) {
    String stem = id == null ? "p-" + Long.toString(now.toEpochMilli(), 36) : id;
    return times == 1 ? stem : stem + "-" + number;
  }

  private Sample.@Nullable Fix place(Instant at) {
    return where == null ? null : new Sample.Fix(at, where.lat, where.lon, null, "gps");
  }
}
