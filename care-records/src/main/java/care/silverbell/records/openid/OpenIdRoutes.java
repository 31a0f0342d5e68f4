package care.silverbell.records.openid;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.database.DatabaseTrouble;
import care.silverbell.records.access.Accounts;
import care.silverbell.records.http.Api;
import care.silverbell.records.http.Problem;
import care.silverbell.records.http.Query;
import care.silverbell.records.http.SessionRoutes;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The routes by which somebody signs in at the office's own provider: there, back, and to which
 * account. Without a provider the ways lead back to the sign-in page.
 */
public final class OpenIdRoutes {
  private static final Logger log = LoggerFactory.getLogger(OpenIdRoutes.class);
  private static final String PATH = "/api/openid";
  private static final String BACK = PATH + "/callback";

  /** Ties the way back to the browser that set out. */
  private static final String COOKIE = "silverbell_openid";

  private static final int LONGEST_SUBJECT = 255;
  private static final int LONGEST_COOKIE = 64;
  private static final int FOUND = 302;

  private final @Nullable Doors doors;
  private final SessionRoutes sessions;

  /** What there is where there is a provider. */
  private record Doors(
      String name, OpenIdProvider provider, Journeys journeys, LinkedAccounts accounts) {}

  /** Whoever comes back well is signed in by {@code sessions}. */
  public OpenIdRoutes(
      Optional<OpenIdSettings> settings,
      Database database,
      SessionRoutes sessions,
      InstantSource clock) {
    this.sessions = sessions;
    this.doors =
        settings
            .map(it ->
                new Doors(
                    it.name(),
                    new OpenIdProvider(it, clock),
                    new Journeys(database, clock),
                    new LinkedAccounts(database, it.issuer())))
            .orElse(null);
  }

  /** Adds the routes. */
  public void addTo(Api api) {
    api.open(HttpMethod.GET, "/api/sign-in-ways", _ -> ways());
    api.open(HttpMethod.GET, PATH + "/sign-in", this::setOut);
    api.open(HttpMethod.GET, BACK, this::comeBack);
    api.put("/api/accounts/:account/subject", Api.ADMIN, (_, query) -> link(query));
  }

  private JsonObject ways() {
    return new JsonObject()
        .put("password", true)
        .put("openId", doors == null ? null : new JsonObject().put("name", doors.name));
  }

  private @Nullable Object setOut(Query query) {
    Doors here = doors;
    if (here == null) {
      redirect(query, "/");
      return null;
    }
    Journeys.SetOut journey = here.journeys.begin();
    Optional<URI> there = here.provider.signInAt(journey, back(query));
    if (there.isEmpty()) {
      Refusal.AWAY.show(query, null);
      return null;
    }
    query
        .context()
        .response()
        .addCookie(cookie(query, journey.browser()).setMaxAge(Journeys.LASTS.toSeconds()));
    redirect(query, there.get().toString());
    return null;
  }

  private @Nullable Object comeBack(Query query) {
    Doors here = doors;
    if (here == null) {
      redirect(query, "/");
      return null;
    }
    Cookie browser = query.context().request().getCookie(COOKIE);
    query.context().response().addCookie(cookie(query, "").setMaxAge(0));
    String state = query.text("state").orElse("");
    Optional<Journeys.SetOut> journey =
        browser == null || browser.getValue().length() > LONGEST_COOKIE
            ? Optional.empty()
            : here.journeys.take(state, browser.getValue());
    Optional<String> code = query.text("code");
    if (journey.isEmpty()) {
      Refusal.STALE.show(query, null);
    } else if (code.isEmpty() || query.text("error").isPresent()) {
      Refusal.DECLINED.show(query, null);
    } else {
      enter(query, here, here.provider.redeem(code.get(), journey.get(), back(query)));
    }
    return null;
  }

  private void enter(Query query, Doors here, OpenIdProvider.Said said) {
    switch (said) {
      case OpenIdProvider.Proven proven -> enter(query, here, proven.subject());
      case OpenIdProvider.Untrusted untrusted -> {
        log.warn(
            "somebody came back from the sign-in provider and is refused: {}", untrusted.why());
        Refusal.UNTRUSTED.show(query, null);
      }
      case OpenIdProvider.Away away -> {
        log.warn("the sign-in provider cannot be asked: {}", away.why());
        Refusal.AWAY.show(query, null);
      }
    }
  }

  private void enter(Query query, Doors here, String subject) {
    Optional<Accounts.Listed> account = here.accounts.of(subject);
    if (account.isEmpty()) {
      Refusal.STRANGER.show(query, subject);
    } else if (account.get().disabled()) {
      Refusal.DISABLED.show(query, null);
    } else {
      var _ = sessions.enterByProvider(query, account.get().account());
      redirect(query, "/");
    }
  }

  private @Nullable Object link(Query query) {
    Doors here = doors;
    if (here == null) {
      throw Problem.notFound("no sign-in provider is set up here");
    }
    String subject = query.optional("subject");
    if (subject == null && !query.body().containsKey("subject")) {
      throw Problem.badRequest(
          "subject is missing: what the provider calls them, or null for nobody");
    }
    if (subject != null && subject.length() > LONGEST_SUBJECT) {
      throw Problem.badRequest("a subject has " + LONGEST_SUBJECT + " characters at most");
    }
    try {
      here.accounts.link(query.path("account"), subject);
    } catch (DatabaseTrouble e) {
      if (e.isDuplicate()) {
        throw Problem.conflict("that subject opens another account; take it from there first");
      }
      throw e;
    }
    return null;
  }

  /** As this browser wrote our address: the provider compares it with those it was told. */
  private static URI back(Query query) {
    HttpServerRequest request = query.context().request();
    try {
      String scheme = SessionRoutes.isHttps(request) ? "https" : "http";
      return URI.create(scheme + "://" + request.authority() + BACK);
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest("the Host header is no host");
    }
  }

  private static Cookie cookie(Query query, String value) {
    return SessionRoutes.cookie(query, COOKIE, value).setPath(PATH);
  }

  private static void redirect(Query query, String where) {
    var _ =
        query
            .context()
            .response()
            .setStatusCode(FOUND)
            .putHeader("Location", where)
            .putHeader("Cache-Control", "no-store")
            .end();
  }
}
