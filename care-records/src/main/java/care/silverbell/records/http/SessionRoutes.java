package care.silverbell.records.http;

import care.silverbell.records.access.Account;
import care.silverbell.records.access.Accounts;
import care.silverbell.records.access.Sessions;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Signing in and out, and who am I. */
public final class SessionRoutes {
  private final Accounts accounts;
  private final Sessions sessions;
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
  public SessionRoutes(Accounts accounts, Sessions sessions, Face face) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.face = face;
  }

  /** Adds the routes. */
  public void addTo(Api api) {
    api.open(HttpMethod.POST, "/api/session", this::signIn);
    api.open(HttpMethod.DELETE, "/api/session", this::signOut);
    api.get("/api/me", Api.SIGNED_IN, (caller, _) -> me(caller));
  }

  private JsonObject signIn(Query query) {
    Account account =
        accounts
            .signIn(query.required("account"), query.required("password"))
            .orElseThrow(() -> Problem.unauthorized("the account or the password is wrong"));
    query
        .context()
        .response()
        .addCookie(cookie(query, sessions.begin(account)).setMaxAge(Sessions.LASTS.toSeconds()));
    return me(account);
  }

  private @Nullable Object signOut(Query query) {
    Api.token(query.context()).ifPresent(sessions::end);
    query.context().response().addCookie(cookie(query, "").setMaxAge(0));
    return null;
  }

  private static Cookie cookie(Query query, String value) {
    boolean https =
        query.context().request().isSSL()
            || "https".equals(query.context().request().getHeader("X-Forwarded-Proto"));
    return Cookie.cookie(Api.COOKIE, value)
        .setPath("/")
        .setHttpOnly(true)
        .setSecure(https)
        .setSameSite(CookieSameSite.LAX);
  }

  private JsonObject me(Account account) {
    return new JsonObject()
        .put("account", account.name())
        .put("name", account.displayName())
        .put("role", account.role().wireName())
        .put("locale", face.locale())
        .put("demo", face.demo())
        .put("mapTiles", face.mapTiles())
        .put("mapAttribution", face.mapAttribution());
  }
}
