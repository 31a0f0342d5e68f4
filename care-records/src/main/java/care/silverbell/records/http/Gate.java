package care.silverbell.records.http;

import care.silverbell.records.access.Account;
import care.silverbell.records.access.Caller;
import care.silverbell.records.access.Scope;
import care.silverbell.records.access.Sessions;
import care.silverbell.records.signin.RequestLimits;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What every request passes before a route sees it: not too often, not sent by another site's page,
 * not beyond an API token's scope, not with a one-time password.
 *
 * <p>Against forged requests, after OWASP's cheat sheet: the cookie is SameSite=Lax; a request that
 * changes something needs {@code Sec-Fetch-Site} same-origin or none, or, from a browser that does
 * not send it (old, or without TLS), an {@code Origin} that is the host asked. Only a program sends
 * neither, and no other site can make a program send our cookie. A body must be JSON, which no form
 * can send. A bearer's token is not sent by itself, so it needs none of this.
 */
public final class Gate {
  private static final String CALLER = Gate.class.getName();
  private static final int TOO_MANY = 429;
  private static final Set<String> LOOKING = Set.of("GET", "HEAD", "OPTIONS");

  /** What is said of a call by whoever answers it, and the live line, must always come through. */
  private static final Pattern NEVER_LIMITED =
      Pattern.compile(
          "GET /api/live|POST /api/incidents/[^/]+/(acknowledge|depart|arrive|resolve|pass|seen|note)");

  /** With a one-time password nothing else may be done than changing it. */
  private static final Set<String> WITH_ONE_TIME_PASSWORD =
      Set.of("/api/me", "/api/me/password", "/api/session");

  /** Who holds an API token must not make itself another key with it. */
  private static final Pattern NOT_WITH_TOKEN =
      Pattern.compile(
          "/api/(session|openid/.*|me/.+|accounts.*|invitations/.*|people/[^/]+/invitations)");

  /** Bodies of files, which the importer takes; no form can send them either. */
  private static final Set<String> FILES =
      Set.of(
          "text/csv",
          "application/octet-stream",
          "image/jpeg",
          "image/png",
          "image/webp",
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

  private final Sessions sessions;
  private final ClientAddress addresses;
  private final RequestLimits perAccount;
  private final RequestLimits perAddress;

  /** Counts requests there. */
  public Gate(
      Sessions sessions,
      ClientAddress addresses,
      RequestLimits perAccount,
      RequestLimits perAddress) {
    this.sessions = sessions;
    this.addresses = addresses;
    this.perAccount = perAccount;
    this.perAddress = perAddress;
  }

  /** Who asks and how they came in; empty for nobody. */
  static Optional<Caller> caller(RoutingContext context) {
    return Optional.ofNullable(context.get(CALLER));
  }

  /** How the account that asks came in, in a route that is for the signed in. */
  static Caller caller(Account account, Query query) {
    return caller(query.context())
        .orElseThrow(() -> new IllegalStateException(account.name() + " came in by no gate"));
  }

  /** Lets the request on to its route, or answers why not. */
  void pass(RoutingContext context) {
    try {
      admit(context);
    } catch (Exception e) {
      Api.fail(context, e);
      return;
    }
    context.next();
  }

  private void admit(RoutingContext context) {
    HttpServerRequest request = context.request();
    String path = path(context);
    boolean limited = isLimited(request.method().name(), path);
    if (limited) {
      take(context, perAddress, ClientAddress.network(addresses.of(request)));
    }
    if (!LOOKING.contains(request.method().name())) {
      ownPage(request);
      fitBody(context);
    }
    Optional<Caller> caller = Api.token(context).flatMap(sessions::callerOf);
    caller.ifPresent(it -> {
      if (limited) {
        take(context, perAccount, it.account().id().toString());
      }
      mayAsk(it, request.method().name(), path);
      context.put(CALLER, it);
    });
  }

  static boolean isLimited(String method, String path) {
    return !NEVER_LIMITED.matcher(method + " " + path).matches();
  }

  private static void take(RoutingContext context, RequestLimits limits, String who) {
    Duration wait = limits.take(who);
    if (wait.isPositive()) {
      throw tooMany(context, wait, "too many requests at once; ask again a little later");
    }
  }

  /** 429, with the time to wait. */
  static Problem tooMany(RoutingContext context, Duration wait, @Nullable String detail) {
    context.response().putHeader("Retry-After", Long.toString(wait.toSeconds() + 1));
    return Problem.of(TOO_MANY, "" + detail);
  }

  private static void ownPage(HttpServerRequest request) {
    if (request.getCookie(Api.COOKIE) == null && request.getHeader("Authorization") != null) {
      return;
    }
    String site = request.getHeader("Sec-Fetch-Site");
    String origin = request.getHeader("Origin");
    boolean own =
        site != null
            ? List.of("same-origin", "none").contains(site)
            : origin == null || isHost(origin, request.getHeader("Host"));
    if (!own) {
      throw Problem.forbidden(
          "the request comes from another site's page; use Silverbell's own page, or an API token");
    }
  }

  private static boolean isHost(String origin, @Nullable String host) {
    int scheme = origin.indexOf("://");
    return scheme > 0 && origin.substring(scheme + 3).equalsIgnoreCase(host);
  }

  private static void fitBody(RoutingContext context) {
    String header = Optional.ofNullable(context.request().getHeader("Content-Type")).orElse("");
    String type = header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    // The parts of a form are taken apart elsewhere, which leaves no body.
    if (context.body().isEmpty() && !type.startsWith("multipart/")) {
      return;
    }
    if (!type.equals("application/json") && !type.endsWith("+json") && !FILES.contains(type)) {
      throw Problem.of(415, "send the body as JSON, with Content-Type: application/json");
    }
  }

  /** As the router matches it: without dots, doubled slashes and slashes at its end. */
  private static String path(RoutingContext context) {
    return context.normalizedPath().replaceAll("/+$", "");
  }

  private static void mayAsk(Caller caller, String method, String path) {
    Scope scope = caller.scope();
    if (scope != null && !scope.covers(method, path)) {
      throw Problem.forbidden(
          "the API token's scope is " + scope.wireName() + ", which does not cover this request");
    }
    if (scope != null && NOT_WITH_TOKEN.matcher(path).matches()) {
      throw Problem.forbidden("this needs somebody who is signed in; an API token does not do");
    }
    if (caller.mustChange() && !WITH_ONE_TIME_PASSWORD.contains(path)) {
      throw Problem.forbidden(
          "the password is a one-time one: change it first with PUT /api/me/password");
    }
  }
}
