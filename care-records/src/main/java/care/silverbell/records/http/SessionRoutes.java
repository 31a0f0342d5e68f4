package care.silverbell.records.http;

import care.silverbell.records.access.Account;
import care.silverbell.records.access.Caller;
import care.silverbell.records.access.Sessions;
import care.silverbell.records.signin.FailedTries;
import care.silverbell.records.signin.FrontDoor;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Signing in and out, and who am I. */
public final class SessionRoutes {
  /** What a device that has signed in before shows; sorts behind the session's. */
  private static final String DEVICE_COOKIE = "silverbell_this_device";

  private static final Duration DEVICE_KNOWN = Duration.ofDays(365);
  private static final int LONGEST_DEVICE = 64;

  private final FrontDoor door;
  private final Sessions sessions;
  private final ClientAddress addresses;
  private final Face face;

  /**
   * What the page is told beside the account.
   *
   * @param locale of those who have not chosen
   * @param demo whether this is the demo sub-district
   * @param mapTiles where map pictures come from, as Leaflet writes it; null for none
   */
  public record Face(
      String locale, boolean demo, @Nullable String mapTiles, @Nullable String mapAttribution) {}

  /** Brings together what signing in needs. */
  public SessionRoutes(FrontDoor door, Sessions sessions, ClientAddress addresses, Face face) {
    this.door = door;
    this.sessions = sessions;
    this.addresses = addresses;
    this.face = face;
  }

  /** Adds the routes. */
  public void addTo(Api api) {
    api.open(HttpMethod.POST, "/api/session", this::signIn);
    api.open(HttpMethod.DELETE, "/api/session", this::signOut);
    api.get(
        "/api/me",
        Api.SIGNED_IN,
        (account, query) -> me(account, Gate.caller(account, query).mustChange()));
  }

  private JsonObject signIn(Query query) {
    String name = query.required("account");
    String password = query.required("password");
    String address = ClientAddress.network(addresses.of(query.context().request()));
    Account account =
        counted(query, () -> door.signIn(name, password, address, device(query)))
            .orElseThrow(() -> Problem.unauthorized("the account or the password is wrong"));
    return enter(query, account);
  }

  /**
   * Runs what may be guessed at.
   *
   * @throws Problem 429 if too many guesses have failed
   */
  static <T> T counted(Query query, Supplier<T> guess) {
    try {
      return guess.get();
    } catch (FailedTries.MustWait e) {
      throw Gate.tooMany(query.context(), e.duration(), e.getMessage());
    }
  }

  /** Signs the account in on the device that asks. */
  JsonObject enter(Query query, Account account) {
    return enter(query, account, false);
  }

  /**
   * The same for whom the office's own sign-in provider has proven: a one-time password they never
   * used does not stop them.
   */
  public JsonObject enterByProvider(Query query, Account account) {
    return enter(query, account, true);
  }

  private JsonObject enter(Query query, Account account, boolean byProvider) {
    var request = query.context().request();
    String agent = Optional.ofNullable(request.getHeader("User-Agent")).orElse("");
    String token =
        sessions.begin(account, addresses.of(request), Query.withoutZero(agent), byProvider);
    String device = door.remember(device(query), account);
    query
        .context()
        .response()
        .addCookie(cookie(query, Api.COOKIE, token).setMaxAge(Sessions.LASTS.toSeconds()))
        .addCookie(cookie(query, DEVICE_COOKIE, device).setMaxAge(DEVICE_KNOWN.toSeconds()));
    return me(account, sessions.callerOf(token).orElseThrow().mustChange());
  }

  /** Who asks; empty for nobody, and for whoever has a one-time password to change first. */
  Optional<Account> signedIn(Query query) {
    return Api.token(query.context())
        .flatMap(sessions::callerOf)
        .filter(it -> !it.mustChange())
        .map(Caller::account);
  }

  /** Who they are, for their page. */
  JsonObject me(Query query, Account account) {
    return me(account, false);
  }

  private @Nullable Object signOut(Query query) {
    Api.token(query.context()).ifPresent(sessions::end);
    query.context().response().addCookie(cookie(query, Api.COOKIE, "").setMaxAge(0));
    return null;
  }

  private static @Nullable String device(Query query) {
    Cookie cookie = query.context().request().getCookie(DEVICE_COOKIE);
    return cookie == null || cookie.getValue().length() > LONGEST_DEVICE
        ? null
        : Query.withoutZero(cookie.getValue());
  }

  /** A cookie that no script reads and no other site's page sends along with a change. */
  public static Cookie cookie(Query query, String name, String value) {
    return Cookie.cookie(name, value)
        .setPath("/")
        .setHttpOnly(true)
        .setSecure(isHttps(query.context().request()))
        .setSameSite(CookieSameSite.LAX);
  }

  /** Whether the reader's browser speaks TLS, here or with a proxy before us. */
  public static boolean isHttps(HttpServerRequest request) {
    return request.isSSL() || "https".equals(request.getHeader("X-Forwarded-Proto"));
  }

  private JsonObject me(Account account, boolean mustChange) {
    return new JsonObject()
        .put("account", account.name())
        .put("name", account.displayName())
        .put("role", account.role().wireName())
        .put("mustChangePassword", mustChange)
        .put("locale", face.locale())
        .put("demo", face.demo())
        .put("mapTiles", face.mapTiles())
        .put("mapAttribution", face.mapAttribution());
  }
}
