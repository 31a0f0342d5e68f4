package care.silverbell.alerting.response;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;

/** A telephone company that counts what it is asked by its idempotency key, and takes its time. */
final class CountingProvider implements AutoCloseable {
  /** One request. */
  record Request(long process, Instant at) {}

  final Map<UUID, List<Request>> requests = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  CountingProvider() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            var headers = exchange.getRequestHeaders();
            requests
                .computeIfAbsent(
                    UUID.fromString(headers.getFirst("Idempotency-Key")),
                    _ -> new CopyOnWriteArrayList<>())
                .add(new Request(Long.parseLong(headers.getFirst("Process")), Instant.now()));
            var _ = exchange.getRequestBody().readAllBytes();
            Thread.sleep(20 + ThreadLocalRandom.current().nextInt(60));
            exchange.sendResponseHeaders(200, -1);
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        });
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
