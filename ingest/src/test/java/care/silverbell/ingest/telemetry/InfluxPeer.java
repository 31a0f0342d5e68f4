package care.silverbell.ingest.telemetry;

import care.silverbell.ingest.testing.RealInflux;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The doors of InfluxDB 2.x or 3.x, which no package here installs, before a real 1.x server: what
 * passes is written and answered by a real InfluxDB. It holds to what the later versions ask for
 * (token, organisation, bucket, path, precision, one statement) and notes what it refuses.
 */
final class InfluxPeer implements AutoCloseable {
  static final String TOKEN = "a-long-token==";
  static final String ORG = "sub-district";
  private static final String STORE = "peer";

  private final RealInflux behind;
  private final String version;
  private final HttpServer server;
  private final Queue<String> refused = new ConcurrentLinkedQueue<>();
  private final Queue<String> paths = new ConcurrentLinkedQueue<>();

  InfluxPeer(RealInflux behind, String version) {
    this.behind = behind;
    this.version = version;
    behind.post("/query", "application/x-www-form-urlencoded", "q=CREATE+DATABASE+" + STORE);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("opening the peer's port", e);
    }
    server.createContext("/", this::serve);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What was asked for wrongly, in its own words. */
  List<String> refused() {
    return List.copyOf(refused);
  }

  /** Method and path of all that was asked, without its query. */
  List<String> paths() {
    return paths.stream().distinct().sorted().toList();
  }

  private boolean isThree() {
    return version.startsWith("3");
  }

  private void serve(HttpExchange exchange) throws IOException {
    Map<String, String> parameters = parameters(exchange.getRequestURI().getRawQuery());
    String asked = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    paths.add(asked);
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    switch (asked) {
      case "GET /ping" -> ping(exchange);
      case "POST /api/v2/write" -> write(exchange, parameters, body);
      case "GET /query" -> query(exchange, parameters);
      default -> refuse(exchange, 404, "not found: " + asked);
    }
  }

  /** 2.x tells its version in a header and asks for no token; 3.x tells it in the body. */
  private void ping(HttpExchange exchange) throws IOException {
    if (isThree()) {
      if (signedIn(exchange)) {
        answer(exchange, 200, "{\"version\":\"" + version + "\",\"revision\":\"abc\"}");
      }
    } else {
      exchange.getResponseHeaders().add("X-Influxdb-Version", "v" + version);
      answer(exchange, 204, null);
    }
  }

  private void write(HttpExchange exchange, Map<String, String> parameters, String body)
      throws IOException {
    if (!signedIn(exchange)) {
      return;
    }
    if (!"silverbell".equals(parameters.get("bucket"))) {
      refuse(exchange, 404, "bucket not found: " + parameters.get("bucket"));
    } else if (!isThree() && !ORG.equals(parameters.get("org"))) {
      refuse(exchange, 404, "organization not found: " + parameters.get("org"));
    } else if (!"ms".equals(parameters.get("precision"))) {
      refuse(exchange, 400, "precision is not ms: " + parameters.get("precision"));
    } else {
      pass(exchange, behind.post("/write?precision=ms&db=" + STORE, "text/plain", body));
    }
  }

  private void query(HttpExchange exchange, Map<String, String> parameters) throws IOException {
    if (!signedIn(exchange)) {
      return;
    }
    String statement = parameters.getOrDefault("q", "");
    if (!"silverbell".equals(parameters.get("db"))) {
      refuse(exchange, 404, "database not found: " + parameters.get("db"));
    } else if (!statement.startsWith("SELECT") && !statement.startsWith("SHOW TAG VALUES")) {
      refuse(exchange, 405, "not allowed here: " + statement);
    } else if (isThree() && statement.contains(";")) {
      refuse(exchange, 400, "must provide only one InfluxQl statement per query");
    } else {
      String epoch = parameters.getOrDefault("epoch", "ns");
      pass(
          exchange,
          behind.get(
              "/query?db=%s&epoch=%s&q=%s"
                  .formatted(STORE, epoch, URLEncoder.encode(statement, StandardCharsets.UTF_8))));
    }
  }

  private boolean signedIn(HttpExchange exchange) throws IOException {
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    boolean signedIn = ("Token " + TOKEN).equals(authorization);
    if (!signedIn) {
      refuse(exchange, 401, "unauthorized access: " + authorization);
    }
    return signedIn;
  }

  private void refuse(HttpExchange exchange, int status, String message) throws IOException {
    refused.add(message);
    answer(exchange, status, "{\"code\":\"refused\",\"message\":\"" + message + "\"}");
  }

  private static void pass(HttpExchange exchange, HttpResponse<String> answer) throws IOException {
    answer(exchange, answer.statusCode(), answer.body());
  }

  private static void answer(HttpExchange exchange, int status, @Nullable String body)
      throws IOException {
    byte[] bytes = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  private static Map<String, String> parameters(@Nullable String query) {
    if (query == null) {
      return Map.of();
    }
    return List.of(query.split("&")).stream()
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> URLDecoder.decode(pair[0], StandardCharsets.UTF_8),
                pair -> pair.length < 2 ? "" : URLDecoder.decode(pair[1], StandardCharsets.UTF_8),
                (first, _) -> first,
                TreeMap::new));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
