package care.silverbell;

import care.silverbell.records.demo.DemoSubDistrict;
import care.silverbell.sim.SilverbellSim;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
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
  private static final int SAID_EVERY = 30;

  private final HttpClient http = HttpClient.newHttpClient();

  @Option(
      names = "--presses",
      paramLabel = "N",
      defaultValue = "150",
      description = "how many (default: ${DEFAULT-VALUE})")
  private int presses;

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory("silverbell-warm-up");
    int httpPort = freePort();
    int mqttPort = freePort();
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

  /** Presses while somebody looks on and answers; the exit code. */
  private int live(String url, String broker) throws Exception {
    String cookie = signIn(url);
    Thread page = Thread.ofVirtual().start(() -> follow(url, cookie));
    PrintWriter nobody = new PrintWriter(Writer.nullWriter());
    int missed = 0;
    for (int i = 0; i < presses; i++) {
      String serial = "demo-%04d".formatted(FIRST_BAND + i % BANDS);
      String[] press = {
        "press",
        "--broker",
        broker,
        "--serial",
        serial,
        "--secret",
        DemoSubDistrict.SECRET,
        "--json"
      };
      missed += SilverbellSim.run(nobody, press) == 0 ? 0 : 1;
      answer(url, cookie, i);
      if (i % SAID_EVERY == SAID_EVERY - 1) {
        System.err.printf("warm-up: %d of %d presses%n", i + 1, presses);
      }
    }
    page.interrupt();
    System.err.printf("warm-up: %d presses, %d without an answer%n", presses, missed);
    return missed == 0 ? 0 : 1;
  }

  private String signIn(String url) throws Exception {
    JsonObject who =
        new JsonObject().put("account", "grid").put("password", DemoSubDistrict.SECRET);
    HttpResponse<String> answer = send(url + "/api/session", "", who);
    return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
  }

  /** A page that is open. */
  private void follow(String url, String cookie) {
    HttpRequest live =
        HttpRequest.newBuilder(URI.create(url + "/api/live")).header("Cookie", cookie).build();
    try (Stream<String> lines = http.send(live, HttpResponse.BodyHandlers.ofLines()).body()) {
      lines.forEach(_ -> {});
    } catch (IOException | UncheckedIOException e) {
      // the service has stopped
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Looks at the board, and now and then goes. */
  private void answer(String url, String cookie, int time) throws Exception {
    HttpRequest board =
        HttpRequest.newBuilder(URI.create(url + "/api/incidents?state=open"))
            .header("Cookie", cookie)
            .build();
    JsonArray open =
        new JsonObject(http.send(board, HttpResponse.BodyHandlers.ofString()).body())
            .getJsonArray("items");
    if (time % 5 == 4 && !open.isEmpty()) {
      String incident = url + "/api/incidents/" + open.getJsonObject(0).getString("id");
      for (String deed : List.of("acknowledge", "depart", "arrive")) {
        var _ = send(incident + "/" + deed, cookie, new JsonObject());
      }
      var _ = send(incident + "/resolve", cookie, new JsonObject().put("outcome", "test"));
    }
  }

  private HttpResponse<String> send(String url, String cookie, JsonObject body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(Duration.ofSeconds(10))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.encode()));
    return http.send(
        (cookie.isEmpty() ? request : request.header("Cookie", cookie)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
