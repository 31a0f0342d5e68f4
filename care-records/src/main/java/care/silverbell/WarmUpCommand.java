package care.silverbell;

import care.silverbell.records.demo.DemoSubDistrict;
import care.silverbell.sim.SilverbellSim;
import care.silverbell.sim.bench.part.Loopback;
import care.silverbell.sim.bench.service.LiveStream;
import care.silverbell.sim.bench.service.SignedIn;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Lives through what a service lives through, on parts and a folder of its own: what the JVM learns
 * of it can be kept ({@code -XX:AOTCacheOutput}) and given to the real one, which then starts
 * sooner and knows from its first press on what is worth compiling.
 */
@Command(
    name = "warm-up",
    mixinStandardHelpOptions = true,
    description = {
      "Starts on embedded parts with the demo sub-district, lets bands press and somebody answer,"
          + " and stops; nothing of the real service is touched.",
      "Once for each jar and Java: java -XX:AOTCacheOutput=silverbell.aot -jar silverbell.jar"
          + " warm-up",
      "and then: java -XX:AOTCache=silverbell.aot -jar silverbell.jar serve"
    })
final class WarmUpCommand implements Callable<Integer> {
  /** So many bands press; the first two are left to whoever tries the demo. */
  private static final int FIRST_BAND = 3;

  private static final int BANDS = 90;
  private static final int CLOSED_EVERY = 25;

  @Option(
      names = "--presses",
      paramLabel = "N",
      defaultValue = "150",
      description = "how many (default: ${DEFAULT-VALUE})")
  private int presses;

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory("silverbell-warm-up");
    int httpPort = Loopback.freePort();
    int mqttPort = Loopback.freePort();
    Settings settings =
        Settings.read(
            Map.of(
                "SILVERBELL_DATA_DIR",
                folder.toString(),
                "SILVERBELL_HTTP_PORT",
                "" + httpPort,
                "SILVERBELL_MQTT_PORT",
                "" + mqttPort,
                "SILVERBELL_DEMO",
                "true"));
    try (Silverbell _ = Silverbell.start(settings)) {
      return live("http://127.0.0.1:" + httpPort, "tcp://127.0.0.1:" + mqttPort);
    } finally {
      delete(folder);
    }
  }

  /** Presses while somebody looks on, and closes all now and then; the exit code. */
  private int live(String url, String broker) throws Exception {
    PrintWriter nobody = new PrintWriter(Writer.nullWriter());
    int missed = 0;
    try (SignedIn admin =
            SignedIn.as("admin", DemoSubDistrict.SECRET, path -> URI.create(url + path));
        LiveStream _ = admin.live((_, _, _) -> {})) {
      for (int i = 1; i <= presses; i++) {
        missed += SilverbellSim.run(nobody, press(broker, i)) == 0 ? 0 : 1;
        if (i % CLOSED_EVERY == 0) {
          int closed = admin.resolveAll();
          System.err.printf("warm-up: %d of %d presses, %d calls closed%n", i, presses, closed);
        }
      }
    }
    System.err.printf("warm-up: %d presses, %d without an answer%n", presses, missed);
    return missed == 0 ? 0 : 1;
  }

  private static String[] press(String broker, int time) {
    String serial = "demo-%04d".formatted(FIRST_BAND + time % BANDS);
    return new String[] {
      "press", "--broker", broker, "--serial", serial, "--secret", DemoSubDistrict.SECRET
    };
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
