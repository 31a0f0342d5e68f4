package care.silverbell.faults;

import care.silverbell.testing.SecretsSeen;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A telephone company on a bad night, as a real HTTP server: each short message takes its time, and
 * calls cannot be placed at all. It counts what it is asked by the key that stands for one message.
 */
final class SlowTelephones implements AutoCloseable {
  private final HttpServer server;
  private final Duration takes;
  private final Map<String, Integer> messages = new ConcurrentHashMap<>();
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final AtomicInteger calls = new AtomicInteger();

  SlowTelephones(Duration takes) {
    this.takes = takes;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/sms", this::message);
    server.createContext("/voice", this::call);
    server.start();
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** How often it was asked to send each message. */
  Map<String, Integer> messages() {
    return Map.copyOf(messages);
  }

  /** How many it was sending at one time. */
  int mostUnderWay() {
    return most.get();
  }

  /** How many calls it could not place. */
  int calls() {
    return calls.get();
  }

  private void call(HttpExchange exchange) throws IOException {
    calls.incrementAndGet();
    exchange.sendResponseHeaders(503, -1);
    exchange.close();
  }

  private void message(HttpExchange exchange) throws IOException {
    int now = underWay.incrementAndGet();
    most.accumulateAndGet(now, Math::max);
    try {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      SecretsSeen.in(body);
      String id = new JsonObject(body).getString("id");
      messages.merge(id, 1, Integer::sum);
      Thread.sleep(takes);
      byte[] answer = new JsonObject().put("id", id).toBuffer().getBytes();
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
      exchange.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      underWay.decrementAndGet();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
