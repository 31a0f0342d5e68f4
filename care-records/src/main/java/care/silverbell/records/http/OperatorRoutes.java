package care.silverbell.records.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the operator's tools ask: is it alive, is it ready, what does it count. */
public final class OperatorRoutes {
  private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final Map<String, Supplier<Optional<String>>> parts = new LinkedHashMap<>();
  private final PrometheusMeterRegistry registry;
  private final boolean metricsHere;

  /**
   * Answers with what the registry counts.
   *
   * @param metricsHere false when the metrics have a port of their own
   */
  public OperatorRoutes(PrometheusMeterRegistry registry, boolean metricsHere) {
    this.registry = registry;
    this.metricsHere = metricsHere;
  }

  /** Serves the metrics on a port of their own, and nothing else. */
  public static AutoCloseable serveMetrics(
      Vertx vertx, String host, int port, PrometheusMeterRegistry registry) {
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(request -> {
              var _ =
                  request.response().putHeader("Content-Type", METRICS_TYPE).end(registry.scrape());
            });
    var _ = server.listen(port, host).await();
    return () -> server.close().await();
  }

  /**
   * Adds a part that must be well for the service to be ready; it answers what is wrong, or
   * nothing.
   */
  public OperatorRoutes watch(String part, Supplier<Optional<String>> trouble) {
    parts.put(part, trouble);
    return this;
  }

  /** Adds the routes. */
  public void addTo(Api api) {
    api.open(HttpMethod.GET, "/health/live", _ -> new JsonObject().put("status", "up"));
    api.open(HttpMethod.GET, "/health/ready", this::ready);
    if (metricsHere) {
      api.open(HttpMethod.GET, "/metrics", this::metrics);
    }
  }

  private JsonObject ready(Query query) {
    JsonArray failing = new JsonArray();
    parts.forEach((part, trouble) ->
        trouble
            .get()
            .ifPresent(why -> failing.add(new JsonObject().put("part", part).put("why", why))));
    if (!failing.isEmpty()) {
      query.context().response().setStatusCode(503);
    }
    return new JsonObject()
        .put("status", failing.isEmpty() ? "ready" : "not ready")
        .put("failing", failing);
  }

  private @Nullable Object metrics(Query query) {
    var _ =
        query.context().response().putHeader("Content-Type", METRICS_TYPE).end(registry.scrape());
    return null;
  }
}
