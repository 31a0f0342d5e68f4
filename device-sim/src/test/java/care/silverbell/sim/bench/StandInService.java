package care.silverbell.sim.bench;

import care.silverbell.sim.bench.traffic.BareSubscriber;
import care.silverbell.sim.bench.traffic.DemoBands;
import care.silverbell.sim.bench.traffic.Transmitter;
import care.silverbell.sim.bench.traffic.VitalsRun;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * Just enough of a service for the bench to be tried on: the contract's HTTP face, a broker
 * connection for each road, readings into InfluxDB, presses onto the stream. It keeps nothing safe.
 */
public final class StandInService {
  private static final int WINDOW = 65_535;

  private final Map<String, String> settings;
  private final ObjectMapper json = new ObjectMapper();
  private final List<OutputStream> streams = new CopyOnWriteArrayList<>();
  private final Map<String, Integer> pressesOfBand = new ConcurrentHashMap<>();
  private final Map<String, Integer> roundOfBand = new ConcurrentHashMap<>();
  private final StandInStore store;

  private StandInService(Map<String, String> settings) {
    this.settings = settings;
    this.store = new StandInStore(settings);
  }

  /** Runs until it is killed, with the contract's settings in its environment. */
  public static void main(String[] arguments) throws Exception {
    System.setProperty("sun.net.httpserver.nodelay", "true");
    if (!List.of(arguments).equals(List.of("serve"))) {
      throw new IllegalArgumentException("only serve is known here");
    }
    new StandInService(System.getenv()).serve();
  }

  private void serve() throws Exception {
    String broker = settings.get("SILVERBELL_BROKER_URL");
    if (broker != null) {
      listen(URI.create(broker).getPort());
    }
    int port = Integer.parseInt(settings.getOrDefault("SILVERBELL_HTTP_PORT", "8080"));
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    http.setExecutor(Executors.newCachedThreadPool());
    http.createContext("/health/ready", exchange -> answer(exchange, "{}"));
    http.createContext("/metrics", exchange -> answer(exchange, store.metrics()));
    http.createContext("/api/session", this::signIn);
    http.createContext("/api/people", exchange -> answer(exchange, people()));
    http.createContext("/api/incidents", this::incidents);
    http.createContext("/api/live", this::live);
    http.start();
  }

  private void listen(int brokerPort) throws Exception {
    Transmitter replies = Transmitter.connect(brokerPort, "silverbell-replies");
    BareSubscriber _ =
        BareSubscriber.connect(
            brokerPort, "silverbell-telemetry", VitalsRun.FILTER, WINDOW, store::take);
    BareSubscriber _ =
        BareSubscriber.connect(
            brokerPort,
            "silverbell-calls",
            "silverbell/v1/bands/+/call",
            WINDOW,
            (topic, payload) -> press(topic.split("/")[3], payload, replies));
  }

  private void press(String band, byte[] payload, Transmitter replies) throws Exception {
    int presses = pressesOfBand.merge(band, 1, Integer::sum);
    String event =
        "event: incident\ndata: {\"id\":\"%s\",\"kind\":\"call\",\"band\":\"%s\",\"presses\":%d}\n\n"
            .formatted(incidentOf(band), band, presses);
    for (OutputStream stream : streams) {
      stream.write(event.getBytes(StandardCharsets.UTF_8));
      stream.flush();
    }
    String callId = json.readTree(payload).path("id").asText();
    replies.publish(
        "silverbell/v1/bands/" + band + "/reply",
        "{\"callId\":\"%s\",\"stage\":\"received\"}"
            .formatted(callId)
            .getBytes(StandardCharsets.UTF_8));
    replies.flush();
  }

  private String incidentOf(String band) {
    return band + "-" + roundOfBand.getOrDefault(band, 0);
  }

  private void signIn(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().add("Set-Cookie", "silverbell_session=s; HttpOnly");
    answer(exchange, "{\"account\":\"grid\"}");
  }

  private static String people() {
    return DemoBands.all().stream()
        .map(band -> "{\"id\":\"p-%1$s\",\"band\":\"%1$s\"}".formatted(band))
        .collect(Collectors.joining(",", "{\"items\":[", "],\"next\":null}"));
  }

  private void incidents(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path.endsWith("/resolve")) {
      String id = path.split("/")[3];
      String band = id.substring(0, id.lastIndexOf('-'));
      pressesOfBand.remove(band);
      roundOfBand.merge(band, 1, Integer::sum);
      answer(exchange, "{}");
      return;
    }
    answer(
        exchange,
        pressesOfBand.keySet().stream()
            .map(band -> "{\"id\":\"" + incidentOf(band) + "\"}")
            .collect(Collectors.joining(",", "{\"items\":[", "],\"next\":null}")));
  }

  private void live(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    OutputStream stream = exchange.getResponseBody();
    stream.write("event: hello\ndata: {}\n\n".getBytes(StandardCharsets.UTF_8));
    stream.flush();
    streams.add(stream);
  }

  private static void answer(HttpExchange exchange, String body) throws IOException {
    try (exchange) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
