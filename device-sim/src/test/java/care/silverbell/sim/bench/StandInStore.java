package care.silverbell.sim.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.DoubleAdder;

/** The stand-in's way into InfluxDB: what is waiting becomes one batch, tried until it is taken. */
final class StandInStore {
  private static final int BATCH = 5_000;
  private static final int NO_CONTENT = 204;
  private static final int RETRY_MILLIS = 200;

  private final ObjectMapper json = new ObjectMapper();
  private final BlockingQueue<String> waiting = new LinkedBlockingQueue<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicLong taken = new AtomicLong();
  private final AtomicLong batches = new AtomicLong();
  private final AtomicLong written = new AtomicLong();
  private final DoubleAdder seconds = new DoubleAdder();

  StandInStore(Map<String, String> settings) {
    String influx = settings.get("SILVERBELL_INFLUX_URL");
    if (influx != null) {
      URI uri =
          URI.create(influx + "/write?precision=ms&db=" + settings.get("SILVERBELL_INFLUX_BUCKET"));
      Thread.ofPlatform().daemon().start(() -> write(uri));
    }
  }

  void take(String topic, byte[] payload) throws IOException {
    JsonNode vitals = json.readTree(payload);
    waiting.add(
        "vitals,person=%s heartRate=%d %d"
            .formatted(
                topic.split("/")[3], vitals.path("heartRate").asInt(), vitals.path("at").asLong()));
    taken.incrementAndGet();
  }

  private void write(URI uri) {
    List<String> batch = new ArrayList<>();
    try {
      while (true) {
        batch.add(waiting.take());
        waiting.drainTo(batch, BATCH - 1);
        long start = System.nanoTime();
        HttpRequest request =
            HttpRequest.newBuilder(uri)
                .POST(HttpRequest.BodyPublishers.ofString(String.join("\n", batch)))
                .build();
        while (!isTaken(request)) {
          TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
        }
        seconds.add((System.nanoTime() - start) / 1e9);
        batches.incrementAndGet();
        written.addAndGet(batch.size());
        batch.clear();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isTaken(HttpRequest request) throws InterruptedException {
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == NO_CONTENT;
    } catch (IOException e) {
      return false;
    }
  }

  String metrics() {
    return """
    silverbell_messages_total{kind="vitals"} %d
    silverbell_store_batch_readings_count %d
    silverbell_store_batch_readings_sum %d
    silverbell_store_write_seconds_sum{store="influxdb"} %f
    """
        .formatted(taken.get(), batches.get(), written.get(), seconds.sum());
  }
}
