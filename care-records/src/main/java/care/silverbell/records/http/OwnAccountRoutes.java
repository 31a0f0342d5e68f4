package care.silverbell.records.http;

import care.silverbell.records.access.Account;
import care.silverbell.records.access.Accounts;
import care.silverbell.records.access.Scope;
import care.silverbell.records.access.Sessions;
import care.silverbell.records.signin.ApiTokens;
import care.silverbell.records.signin.Device;
import care.silverbell.records.signin.FrontDoor;
import care.silverbell.records.signin.PasswordRules;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What somebody does with their own account: password, devices signed in, API tokens. */
public final class OwnAccountRoutes {
  private static final Duration LONGEST_TOKEN = Duration.ofDays(366);
  private static final int MOST_TOKENS = 20;

  private final Accounts accounts;
  private final FrontDoor door;
  private final Sessions sessions;
  private final ApiTokens tokens;
  private final InstantSource clock;

  /** Brings together what an account is made of. */
  public OwnAccountRoutes(
      Accounts accounts, FrontDoor door, Sessions sessions, ApiTokens tokens, InstantSource clock) {
    this.accounts = accounts;
    this.door = door;
    this.sessions = sessions;
    this.tokens = tokens;
    this.clock = clock;
  }

  /** Adds the routes. */
  public void addTo(Api api) {
    api.put("/api/me/password", Api.SIGNED_IN, this::changePassword);
    api.get("/api/me/sessions", Api.SIGNED_IN, this::listSessions);
    api.route(HttpMethod.DELETE, "/api/me/sessions", Api.SIGNED_IN, this::endOthers);
    api.route(HttpMethod.DELETE, "/api/me/sessions/:id", Api.SIGNED_IN, this::endSession);
    api.get("/api/me/tokens", Api.SIGNED_IN, (account, _) -> listTokens(account));
    api.post("/api/me/tokens", Api.SIGNED_IN, this::makeToken);
    api.route(HttpMethod.DELETE, "/api/me/tokens/:id", Api.SIGNED_IN, this::revokeToken);
  }

  private @Nullable Object changePassword(Account account, Query query) {
    String old = query.required("old");
    String chosen = query.required("new");
    refuse(account.name(), account.displayName(), chosen);
    if (chosen.equals(old)) {
      throw Problem.badRequest("password-same", "the new password is the old one; choose another");
    }
    if (!SessionRoutes.counted(query, () -> door.confirms(account, old))) {
      throw Problem.badRequest("password-wrong", "the old password is wrong");
    }
    accounts.changePassword(account, chosen);
    sessions.endOthers(account, Gate.caller(account, query).credential());
    return null;
  }

  /**
   * Refuses a password that is too easy to guess.
   *
   * @throws Problem 400, saying why
   */
  static void refuse(String account, String displayName, String password) {
    PasswordRules.refuse(account, displayName, password)
        .ifPresent(why -> {
          throw Problem.badRequest(why.type(), why.detail());
        });
  }

  private JsonObject listSessions(Account account, Query query) {
    UUID here = Gate.caller(account, query).credential();
    JsonArray items = new JsonArray();
    sessions.of(account).forEach(it -> items.add(json(it, here)));
    return new JsonObject().put("items", items);
  }

  private static JsonObject json(Sessions.Session session, UUID here) {
    Device device = Device.of(session.userAgent());
    String words =
        String.join(
            " · ",
            Stream.of(device.browser(), device.system()).filter(it -> !it.isEmpty()).toList());
    return new JsonObject()
        .put("id", session.id().toString())
        .put("since", session.since().toString())
        .put("lastSeen", session.lastSeen().toString())
        .put("address", session.address())
        .put("device", words.isEmpty() ? null : words)
        .put("here", session.id().equals(here));
  }

  private @Nullable Object endOthers(Account account, Query query) {
    sessions.endOthers(account, Gate.caller(account, query).credential());
    return null;
  }

  private @Nullable Object endSession(Account account, Query query) {
    if (!sessions.end(account, id(query))) {
      throw Problem.notFound("you have no such session; it may have ended");
    }
    return null;
  }

  private JsonObject listTokens(Account account) {
    JsonArray items = new JsonArray();
    tokens.of(account).forEach(it -> items.add(json(it)));
    return new JsonObject().put("items", items);
  }

  private JsonObject makeToken(Account account, Query query) {
    String name = query.required("name");
    Instant now = clock.instant();
    Instant expires =
        query
            .bodyTime("expires")
            .orElseThrow(
                () -> Problem.badRequest("expires is missing: a time within a year from now"));
    if (!expires.isAfter(now) || expires.isAfter(now.plus(LONGEST_TOKEN))) {
      throw Problem.badRequest("expires lies within a year from now");
    }
    if (tokens.of(account).size() >= MOST_TOKENS) {
      throw Problem.conflict(
          "an account has " + MOST_TOKENS + " tokens at most; delete one that is not used");
    }
    ApiTokens.Made made = tokens.make(account, name, scope(query.required("scope")), expires);
    query.context().response().setStatusCode(201);
    return json(made.token()).put("secret", made.secret());
  }

  private static Scope scope(String text) {
    for (Scope scope : Scope.values()) {
      if (scope.wireName().equals(text)) {
        return scope;
      }
    }
    throw Problem.badRequest("scope is one of read, write, fhir");
  }

  private static JsonObject json(ApiTokens.ApiToken token) {
    return new JsonObject()
        .put("id", token.id().toString())
        .put("name", token.name())
        .put("scope", token.scope().wireName())
        .put("created", token.created().toString())
        .put("expires", token.expires().toString())
        .put("lastUsed", Objects.toString(token.lastUsed(), null));
  }

  private @Nullable Object revokeToken(Account account, Query query) {
    if (!tokens.revoke(account, id(query))) {
      throw Problem.notFound("you have no such token");
    }
    return null;
  }

  private static UUID id(Query query) {
    try {
      return UUID.fromString(query.path("id"));
    } catch (IllegalArgumentException e) {
      throw Problem.notFound("there is nothing of that id");
    }
  }
}
