package care.silverbell.sim.bench.service;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A live stream (Server-Sent Events) as a client reads it, event by event. */
public final class LiveStream implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LiveStream.class);
  private static final int OK = 200;

  private final InputStream body;
  private volatile boolean closing;

  private LiveStream(InputStream body) {
    this.body = body;
  }

  /** Hears every event of a stream. */
  @FunctionalInterface
  public interface Listener {
    /**
     * @param event its name
     * @param data its data, lines joined
     * @param readNanos when its last line was read, on the clock of {@link System#nanoTime()}
     */
    void on(String event, String data, long readNanos) throws Exception;
  }

  /** Opens the stream; returns once the server has answered with its head. */
  public static LiveStream open(HttpClient http, HttpRequest request, Listener listener)
      throws IOException, InterruptedException {
    HttpResponse<InputStream> response =
        http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    if (response.statusCode() != OK) {
      throw new IOException(request.uri() + " answered " + response.statusCode());
    }
    LiveStream stream = new LiveStream(response.body());
    Thread.ofPlatform().daemon().name("live-stream").start(() -> stream.read(listener));
    return stream;
  }

  private void read(Listener listener) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      readEvents(lines, listener);
    } catch (Exception e) {
      if (!closing) {
        log.warn("The live stream broke", e);
      }
    }
  }

  private static void readEvents(BufferedReader lines, Listener listener) throws Exception {
    String event = "message";
    StringBuilder data = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.isEmpty()) {
        if (!data.isEmpty()) {
          listener.on(event, data.toString(), System.nanoTime());
        }
        event = "message";
        data.setLength(0);
      } else if (line.startsWith("event:")) {
        event = line.substring("event:".length()).strip();
      } else if (line.startsWith("data:")) {
        data.append(data.isEmpty() ? "" : "\n").append(line.substring("data:".length()).strip());
      }
    }
  }

  @Override
  public void close() throws IOException {
    closing = true;
    body.close();
  }
}
