package care.silverbell.records.http;

import care.silverbell.ingest.database.DatabaseTrouble;
import care.silverbell.ingest.telemetry.TelemetryUnavailable;
import care.silverbell.records.access.Account;
import care.silverbell.records.access.Accounts;
import care.silverbell.records.access.Role;
import care.silverbell.records.access.Sessions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way to add a route that answers in JSON: who may call it stands beside its path, and
 * problems are mapped in one place.
 */
public final class Api {
  /** The session's cookie. */
  public static final String COOKIE = "silverbell_session";

  /** Everybody who is signed in. */
  public static final Set<Role> SIGNED_IN = Set.of(Role.values());

  /** Everybody who sees health. */
  public static final Set<Role> CARERS = Set.of(Role.DOCTOR, Role.GRID, Role.FAMILY);

  /** The administrator alone. */
  public static final Set<Role> ADMIN = Set.of(Role.ADMIN);

  private static final Logger log = LoggerFactory.getLogger(Api.class);
  private static final String BEARER = "Bearer ";

  private final Router router;
  private final Sessions sessions;

  Api(Router router, Sessions sessions) {
    this.router = router;
    this.sessions = sessions;
  }

  /** What a signed-in caller asks; answers JSON, or null where there is nothing to say (204). */
  @FunctionalInterface
  public interface Endpoint {
    /** Answers the caller. */
    @Nullable Object answer(Account caller, Query query);
  }

  /**
   * What anybody may ask, such as to be signed in; answers JSON, or null where it has answered
   * itself.
   */
  @FunctionalInterface
  public interface OpenEndpoint {
    /** Answers whoever asks. */
    @Nullable Object answer(Query query);
  }

  /** GET for those roles. */
  public void get(String path, Set<Role> roles, Endpoint endpoint) {
    route(HttpMethod.GET, path, roles, endpoint);
  }

  /** POST for those roles. */
  public void post(String path, Set<Role> roles, Endpoint endpoint) {
    route(HttpMethod.POST, path, roles, endpoint);
  }

  /** PUT for those roles. */
  public void put(String path, Set<Role> roles, Endpoint endpoint) {
    route(HttpMethod.PUT, path, roles, endpoint);
  }

  /** A route without sign-in. */
  public void open(HttpMethod method, String path, OpenEndpoint endpoint) {
    router
        .route(method, path)
        .handler(context -> answer(context, () -> endpoint.answer(new Query(context))));
  }

  /** A route that keeps its connection, such as a stream; the endpoint writes for itself. */
  public void route(HttpMethod method, String path, Set<Role> roles, Endpoint endpoint) {
    router
        .route(method, path)
        .handler(context ->
            answer(
                context,
                () -> {
                  Account caller =
                      caller(context)
                          .orElseThrow(
                              () -> Problem.unauthorized("sign in with POST /api/session"));
                  if (!roles.contains(caller.role())) {
                    throw Problem.forbidden("a " + caller.role().wireName() + " may not");
                  }
                  return endpoint.answer(caller, new Query(context));
                }));
  }

  /** Who is signed in on that request. */
  public Optional<Account> caller(RoutingContext context) {
    return token(context).flatMap(sessions::accountOf);
  }

  /** The session's token, from the cookie or from {@code Authorization: Bearer}. */
  public static Optional<String> token(RoutingContext context) {
    var cookie = context.request().getCookie(COOKIE);
    if (cookie != null) {
      return Optional.of(cookie.getValue());
    }
    return Optional.ofNullable(context.request().getHeader("Authorization"))
        .filter(it -> it.startsWith(BEARER))
        .map(it -> it.substring(BEARER.length()));
  }

  private interface Work {
    @Nullable Object answer();
  }

  private static void answer(RoutingContext context, Work work) {
    try {
      Object json = work.answer();
      if (context.response().headWritten()) {
        return;
      }
      if (json == null) {
        var _ = context.response().setStatusCode(204).end();
      } else {
        end(context, "application/json", json);
      }
    } catch (Exception e) {
      fail(context, e);
    }
  }

  /** Answers with what went wrong, once for all routes. */
  static void fail(RoutingContext context, Throwable cause) {
    Problem problem = problem(context, cause);
    if (context.response().ended() || context.response().headWritten()) {
      return;
    }
    context.response().setStatusCode(problem.status());
    end(context, "application/problem+json", problem.toJson());
  }

  private static Problem problem(RoutingContext context, Throwable cause) {
    return switch (cause) {
      case Problem problem -> problem;
      case NoSuchElementException e -> Problem.notFound("" + e.getMessage());
      case Accounts.TooManySignIns e -> {
        context.response().putHeader("Retry-After", "5");
        yield Problem.of(429, "" + e.getMessage());
      }
      case TelemetryUnavailable e -> logged(context, e, "readings cannot be looked up now");
      case DatabaseTrouble e -> logged(context, e, "the database cannot be asked now");
      default -> {
        log.error("{} {} failed", context.request().method(), context.request().path(), cause);
        yield Problem.of(500, "something went wrong here; it is in the log");
      }
    };
  }

  private static Problem logged(RoutingContext context, RuntimeException e, String detail) {
    log.warn("{} {} failed", context.request().method(), context.request().path(), e);
    return Problem.unavailable(detail);
  }

  private static void end(RoutingContext context, String type, Object json) {
    String text =
        switch (json) {
          case JsonObject object -> object.encode();
          case JsonArray array -> array.encode();
          default -> throw new IllegalStateException("not JSON: " + json.getClass());
        };
    var _ =
        context
            .response()
            .putHeader("Content-Type", type)
            .putHeader("Cache-Control", "no-store")
            .end(text);
  }
}
