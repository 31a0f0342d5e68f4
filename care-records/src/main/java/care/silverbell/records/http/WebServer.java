package care.silverbell.records.http;

import care.silverbell.records.access.Oversight;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.StaticHandler;
import java.util.function.Consumer;

/** The service's face: the API and the console on one port. */
public final class WebServer implements AutoCloseable {
  /** Each serves requests in turn; while one waits for the database the others go on. */
  private static final int INSTANCES = Math.max(2, Runtime.getRuntime().availableProcessors());

  private static final int LARGEST_BODY = 1_048_576;

  /** The page asks a browser for none of its instruments. */
  private static final String NO_INSTRUMENTS =
      "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()";

  private static final String STREAMED = "/api/import";
  private final Vertx vertx;
  private final String deployment;

  private WebServer(Vertx vertx, String deployment) {
    this.vertx = vertx;
    this.deployment = deployment;
  }

  /**
   * Where to listen.
   *
   * @param mapSource the origin map pictures come from, for the page's content policy; empty for
   *     none
   */
  public record Address(String host, int port, String mapSource) {}

  /**
   * Starts listening.
   *
   * @param routes adds every route but the console's own files
   * @throws RuntimeException if the port is taken
   */
  public static WebServer start(
      Vertx vertx, Address address, Gate gate, Oversight oversight, Consumer<Api> routes)
      throws Exception {
    DeploymentOptions options =
        new DeploymentOptions()
            .setThreadingModel(ThreadingModel.VIRTUAL_THREAD)
            .setInstances(INSTANCES);
    String deployment =
        vertx.deployVerticle(() -> new Listener(address, gate, oversight, routes), options).await();
    return new WebServer(vertx, deployment);
  }

  @Override
  public void close() {
    var _ = vertx.undeploy(deployment).otherwiseEmpty().await();
  }

  private static final class Listener extends VerticleBase {
    private final Address address;
    private final Gate gate;
    private final Oversight oversight;
    private final Consumer<Api> routes;

    Listener(Address address, Gate gate, Oversight oversight, Consumer<Api> routes) {
      this.address = address;
      this.gate = gate;
      this.oversight = oversight;
      this.routes = routes;
    }

    @Override
    public Future<?> start() {
      Router router = Router.router(vertx);
      router.route().handler(context -> secure(context, address.mapSource()));
      BodyHandler body = BodyHandler.create(false).setBodyLimit(LARGEST_BODY);
      router
          .route()
          .handler(context -> {
            if (STREAMED.equals(context.request().path())) {
              // Its route takes the body piece by piece, once it is known who sends it.
              context.request().pause();
              context.next();
            } else {
              body.handle(context);
            }
          });
      router.route("/api/*").handler(gate::pass);
      router.route("/fhir/*").handler(gate::pass);
      routes.accept(new Api(router, oversight));
      router
          .route("/api/*")
          .handler(context -> Api.fail(context, Problem.notFound("there is no such path")));
      router
          .route("/webjars/*")
          .handler(
              StaticHandler.create("META-INF/resources/webjars").setMaxAgeSeconds(86_400 * 365));
      router
          .route()
          .handler(
              StaticHandler.create("console")
                  .setMaxAgeSeconds(0)
                  .setDefaultContentEncoding("UTF-8"));
      router.route().failureHandler(Listener::fail);
      return vertx
          .createHttpServer(
              new HttpServerOptions()
                  .setCompressionSupported(false)
                  .setIdleTimeout(0)
                  // Without TLS no browser speaks HTTP/2, and its metrics fail at a stream's reset.
                  .setHttp2ClearTextEnabled(false))
          .requestHandler(router)
          .listen(address.port(), address.host());
    }

    private static void fail(RoutingContext context) {
      Throwable cause = context.failure();
      int status = context.statusCode();
      Api.fail(
          context,
          cause != null && status == 500
              ? cause
              : Problem.of(
                  status,
                  status == 413 ? "the body is too large" : "the request could not be taken"));
    }

    private static void secure(RoutingContext context, String mapSource) {
      String maps = mapSource.isEmpty() ? "" : " " + mapSource;
      context
          .response()
          .putHeader(
              "Content-Security-Policy",
              "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:"
                  + maps
                  + "; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src"
                  + " 'none'")
          .putHeader("X-Content-Type-Options", "nosniff")
          .putHeader("Referrer-Policy", "no-referrer")
          .putHeader("X-Frame-Options", "DENY")
          .putHeader("Permissions-Policy", NO_INSTRUMENTS)
          .putHeader("Cross-Origin-Opener-Policy", "same-origin")
          .putHeader("Cross-Origin-Resource-Policy", "same-origin");
      if (SessionRoutes.isHttps(context.request())) {
        context.response().putHeader("Strict-Transport-Security", "max-age=31536000");
      }
      context.next();
    }
  }
}
