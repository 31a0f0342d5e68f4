package care.silverbell.sim.bench.part;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An influxd 1.x of the bench's own with a tsi1 index, asked over its HTTP face. */
public final class Influx implements AutoCloseable {
  public static final String DATABASE = "silverbell";

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int NO_CONTENT = 204;
  private static final int OK = 200;

  private final Path executable;
  private final Path folder;
  private final int port;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ObjectMapper json = new ObjectMapper();
  private RunningProgram program;

  private Influx(Path executable, Path folder, int port, RunningProgram program) {
    this.executable = executable;
    this.folder = folder;
    this.port = port;
    this.program = program;
  }

  public static Influx start(Path executable, Path folder)
      throws CannotStart, IOException, InterruptedException {
    int port = Loopback.freePort();
    Files.writeString(folder.resolve("influxdb.conf"), settings(port, Loopback.freePort(), folder));
    Influx influx = new Influx(executable, folder, port, run(executable, folder));
    influx.awaitReady();
    influx.query("create database " + DATABASE);
    return influx;
  }

  private static RunningProgram run(Path executable, Path folder) throws CannotStart {
    return RunningProgram.start(
        "influxd",
        List.of(
            executable.toString(), "run", "-config", folder.resolve("influxdb.conf").toString()),
        folder,
        Map.of());
  }

  private static String settings(int port, int backupPort, Path folder) {
    return """
    reporting-disabled = true
    bind-address = "%1$s:%3$d"
    [meta]
      dir = "%4$s/meta"
    [data]
      dir = "%4$s/data"
      wal-dir = "%4$s/wal"
      index-version = "tsi1"
      query-log-enabled = false
    [http]
      bind-address = "%1$s:%2$d"
      log-enabled = false
    [monitor]
      store-enabled = false
    """
        .formatted(Loopback.HOST, port, backupPort, folder);
  }

  private void awaitReady() throws CannotStart, InterruptedException {
    try {
      program.awaitReady(this::answersPing, PATIENCE);
    } catch (CannotStart | InterruptedException e) {
      program.close();
      throw e;
    }
  }

  private boolean answersPing() {
    try {
      HttpRequest ping = HttpRequest.newBuilder(URI.create(url() + "/ping")).build();
      return http.send(ping, HttpResponse.BodyHandlers.discarding()).statusCode() == NO_CONTENT;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  public String url() {
    return "http://" + Loopback.HOST + ":" + port;
  }

  /** Writes line protocol with times in milliseconds. */
  public void write(byte[] lines) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url() + "/write?precision=ms&db=" + DATABASE))
            .POST(HttpRequest.BodyPublishers.ofByteArray(lines))
            .build();
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != NO_CONTENT) {
      throw new IOException("influxd took no lines: " + response.statusCode() + response.body());
    }
  }

  /** The rows of an InfluxQL statement, all series together; times are epoch milliseconds. */
  public JsonNode query(String statement) throws IOException, InterruptedException {
    String form =
        "epoch=ms&db=" + DATABASE + "&q=" + URLEncoder.encode(statement, StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url() + "/query"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    JsonNode result = json.readTree(response.body()).path("results").path(0);
    if (response.statusCode() != OK || result.has("error")) {
      throw new IOException("influxd refused «" + statement + "»: " + result);
    }
    return result.path("series").path(0).path("values");
  }

  /** How many different heart rates are stored between two times, both included. */
  public long heartRatesBetween(long fromMillis, long toMillis)
      throws IOException, InterruptedException {
    return query(
            "select count(heartRate) from vitals where time >= %dms and time <= %dms"
                .formatted(fromMillis, toMillis))
        .path(0)
        .path(1)
        .asLong();
  }

  /** Takes the store away; what it holds stays on disk. */
  public void stop() {
    program.close();
  }

  /** Brings the store back where it was. */
  public void restart() throws CannotStart, InterruptedException {
    program = run(executable, folder);
    awaitReady();
  }

  @Override
  public void close() {
    program.close();
    http.shutdownNow();
  }
}
